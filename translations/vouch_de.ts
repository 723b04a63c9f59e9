<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>vouch</name>
    <message>
        <source>Something went wrong inside Vouch.</source>
        <translation>In Vouch ist ein Fehler aufgetreten.</translation>
    </message>
    <message>
        <source>Can&apos;t start %1.</source>
        <translation>%1 lässt sich nicht starten.</translation>
    </message>
    <message>
        <source>Install it, or put it on the PATH.</source>
        <translation>Installieren oder in den PATH aufnehmen.</translation>
    </message>
    <message>
        <source>“%1” is not an AWS region.</source>
        <translation>„%1“ ist keine AWS-Region.</translation>
    </message>
    <message>
        <source>git can&apos;t read its configuration: %1.</source>
        <translation>git kann seine Konfiguration nicht lesen: %1.</translation>
    </message>
    <message>
        <source>%1 is read-only.</source>
        <translation>%1 ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The other Vouch did not exit in time.</source>
        <translation>Das andere Vouch wurde nicht rechtzeitig beendet.</translation>
    </message>
    <message>
        <source>Canceled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>See Vouch&apos;s log for details.</source>
        <translation>Einzelheiten stehen im Protokoll von Vouch.</translation>
    </message>
    <message>
        <source>%1 didn&apos;t finish in time.</source>
        <translation>%1 wurde nicht rechtzeitig fertig.</translation>
    </message>
    <message>
        <source>If your network uses its own certificate authority, run: vouch config set ca-bundle-aws FILE</source>
        <translation>Wenn Ihr Netzwerk eine eigene Zertifizierungsstelle verwendet: vouch config set ca-bundle-aws DATEI</translation>
    </message>
    <message>
        <source>Can&apos;t save a backup in %1.</source>
        <translation>In %1 lässt sich keine Sicherungskopie speichern.</translation>
    </message>
    <message>
        <source>Nothing was changed. Check the folder&apos;s permissions and the disk.</source>
        <translation>Es wurde nichts geändert. Prüfen Sie die Zugriffsrechte des Ordners und den Datenträger.</translation>
    </message>
    <message>
        <source>Nothing was changed. In the source of that file, add the lines marked + above and remove the lines marked -.</source>
        <translation>Es wurde nichts geändert. Fügen Sie in der Quelle dieser Datei die oben mit + markierten Zeilen hinzu und entfernen Sie die mit - markierten.</translation>
    </message>
    <message>
        <source>Some changes couldn&apos;t be undone. The original files are in %1.</source>
        <translation>Einige Änderungen ließen sich nicht rückgängig machen. Die ursprünglichen Dateien liegen in %1.</translation>
    </message>
    <message>
        <source>Fix that file first.</source>
        <translation>Korrigieren Sie zuerst diese Datei.</translation>
    </message>
    <message>
        <source>It should look like us-east-1.</source>
        <translation>Sie sollte aussehen wie us-east-1.</translation>
    </message>
    <message>
        <source>git can&apos;t look up credentials for %1: %2</source>
        <translation>git kann keine Anmeldedaten für %1 abrufen: %2</translation>
    </message>
    <message>
        <source>%1 still has the password for %2.</source>
        <translation>%1 hat das Passwort für %2 noch gespeichert.</translation>
    </message>
    <message>
        <source>Remove it there manually.</source>
        <translation>Entfernen Sie es dort von Hand.</translation>
    </message>
    <message>
        <source>en</source>
        <comment>the code of the language of this translation</comment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>vouch::Activity</name>
    <message>
        <source>Can&apos;t read %1.</source>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Can&apos;t write %1.</source>
        <translation>%1 ist nicht beschreibbar.</translation>
    </message>
    <message>
        <source>Can&apos;t remove %1.</source>
        <translation>%1 lässt sich nicht entfernen.</translation>
    </message>
</context>
<context>
    <name>vouch::AuthenticationChecks</name>
    <message>
        <source>The command line or GIT_CONFIG_COUNT</source>
        <translation>Die Befehlszeile oder GIT_CONFIG_COUNT</translation>
    </message>
    <message>
        <source>%1. Because of this, git never asks Vouch.</source>
        <translation>%1. Deshalb fragt git Vouch nie.</translation>
    </message>
    <message>
        <source>git sends CodeCommit a password from its configuration</source>
        <translation>git sendet CodeCommit ein Passwort aus seiner Konfiguration</translation>
    </message>
    <message>
        <source>%1: http.extraHeader. Because of this, git never asks Vouch.</source>
        <translation>%1: http.extraHeader. Deshalb fragt git Vouch nie.</translation>
    </message>
    <message>
        <source>Remove that header</source>
        <translation>Diesen Header entfernen</translation>
    </message>
    <message>
        <source>A rule adds a user name to CodeCommit URLs</source>
        <translation>Eine Regel fügt CodeCommit-URLs einen Benutzernamen hinzu</translation>
    </message>
    <message>
        <source>%1: url.….insteadOf. Because of this, git never asks Vouch.</source>
        <translation>%1: url.….insteadOf. Deshalb fragt git Vouch nie.</translation>
    </message>
    <message>
        <source>Remove that rule</source>
        <translation>Diese Regel entfernen</translation>
    </message>
    <message>
        <source>git signs in to %1 with a password from %2</source>
        <translation>git meldet sich bei %1 mit einem Passwort aus %2 an</translation>
    </message>
    <message>
        <source>Remove that entry from %1</source>
        <translation>Diesen Eintrag aus %1 entfernen</translation>
    </message>
</context>
<context>
    <name>vouch::ConfigText</name>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
</context>
<context>
    <name>vouch::ConsoleSignIn</name>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>an unknown program</source>
        <translation>ein unbekanntes Programm</translation>
    </message>
    <message>
        <source>Vouch can&apos;t open the console of this AWS partition yet.</source>
        <translation>Die Konsole dieser AWS-Partition kann Vouch noch nicht öffnen.</translation>
    </message>
    <message>
        <source>Sign in with your browser instead.</source>
        <translation>Melden Sie sich stattdessen mit Ihrem Browser an.</translation>
    </message>
    <message>
        <source>%1 returned an error (%2).</source>
        <translation>%1 meldet einen Fehler (%2).</translation>
    </message>
    <message>
        <source>AWS won&apos;t open the console with these credentials.</source>
        <translation>AWS öffnet mit diesen Zugangsdaten keine Konsole.</translation>
    </message>
    <message>
        <source>Use a role, or a profile with its own IAM user keys.</source>
        <translation>Verwenden Sie eine Rolle oder ein Profil mit eigenen Schlüsseln eines IAM-Benutzers.</translation>
    </message>
    <message>
        <source>The response from %1 doesn&apos;t look like AWS.</source>
        <translation>Die Antwort von %1 sieht nicht nach AWS aus.</translation>
    </message>
    <message>
        <source>Check your network: something may be intercepting the connection.</source>
        <translation>Prüfen Sie Ihr Netzwerk: Möglicherweise wird die Verbindung abgefangen.</translation>
    </message>
    <message>
        <source>a program run by user %1</source>
        <translation>ein Programm des Benutzers %1</translation>
    </message>
    <message>
        <source>%1 opened the sign-in link</source>
        <translation>%1 hat den Anmeldelink geöffnet</translation>
    </message>
    <message>
        <source>Blocked an AWS console sign-in</source>
        <translation>Anmeldung an der AWS-Konsole blockiert</translation>
    </message>
    <message>
        <source>A program run by user %1 on this computer opened your sign-in link. Vouch blocked it. Use a browser that runs under your own account.</source>
        <translation>Ein Programm des Benutzers %1 dieses Rechners hat Ihren Anmeldelink geöffnet. Vouch hat es blockiert. Verwenden Sie einen Browser, der unter Ihrem eigenen Konto läuft.</translation>
    </message>
    <message>
        <source>Vouch couldn&apos;t tell which user&apos;s program opened your sign-in link, so Vouch blocked it. Sign in to AWS with your browser instead.</source>
        <translation>Vouch konnte nicht feststellen, welcher Benutzer Ihren Anmeldelink geöffnet hat, und hat den Zugriff blockiert. Melden Sie sich stattdessen mit Ihrem Browser bei AWS an.</translation>
    </message>
</context>
<context>
    <name>vouch::CredentialProvider</name>
    <message>
        <source>You are signed out.</source>
        <translation>Sie sind nicht angemeldet.</translation>
    </message>
    <message>
        <source>Run: vouch login</source>
        <translation>Ausführen: vouch login</translation>
    </message>
    <message>
        <source>You haven&apos;t signed in with your key yet.</source>
        <translation>Sie haben sich noch nicht mit Ihrem Schlüssel angemeldet.</translation>
    </message>
</context>
<context>
    <name>vouch::CurrentServer</name>
    <message>
        <source>Run: vouch config set server https://YOUR-SERVER</source>
        <translation>Ausführen: vouch config set server https://SERVER</translation>
    </message>
    <message>
        <source>If your organization uses its own certificate authority, run: vouch config set ca-bundle FILE</source>
        <translation>Wenn Ihre Organisation eine eigene Zertifizierungsstelle hat, führen Sie aus: vouch config set ca-bundle DATEI</translation>
    </message>
    <message>
        <source>Vouch doesn&apos;t know your server yet.</source>
        <translation>Vouch kennt den Server noch nicht.</translation>
    </message>
</context>
<context>
    <name>vouch::Diagnosis</name>
    <message>
        <source>Ask an administrator of account %1 to allow %2 on %3</source>
        <translation>Bitten Sie einen Administrator des Kontos %1, %2 auf %3 zu erlauben</translation>
    </message>
    <message>
        <source>Show this to an administrator of account %1.</source>
        <translation>Zeigen Sie dies einem Administrator des Kontos %1.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>Versuchen Sie es in einer Minute noch einmal.</translation>
    </message>
    <message>
        <source>Run: vouch logout, then: vouch login</source>
        <translation>Ausführen: vouch logout, danach: vouch login</translation>
    </message>
    <message>
        <source>CodeCommit lets the role %1 push to %2.</source>
        <translation>CodeCommit erlaubt der Rolle %1, nach %2 zu pushen.</translation>
    </message>
    <message>
        <source>CodeCommit lets the role %1 fetch %2.</source>
        <translation>CodeCommit erlaubt der Rolle %1, %2 abzurufen.</translation>
    </message>
    <message>
        <source>Run: vouch doctor %1</source>
        <translation>Ausführen: vouch doctor %1</translation>
    </message>
    <message>
        <source>The role %1 isn&apos;t allowed to push to %2.</source>
        <translation>Die Rolle %1 darf nicht nach %2 pushen.</translation>
    </message>
    <message>
        <source>The role %1 isn&apos;t allowed to fetch %2.</source>
        <translation>Die Rolle %1 darf %2 nicht abrufen.</translation>
    </message>
    <message>
        <source>The role %1 isn&apos;t allowed to push to %2, but your role %3 is.</source>
        <translation>Die Rolle %1 darf nicht nach %2 pushen, Ihre Rolle %3 aber schon.</translation>
    </message>
    <message>
        <source>The role %1 isn&apos;t allowed to fetch %2, but your role %3 is.</source>
        <translation>Die Rolle %1 darf %2 nicht abrufen, Ihre Rolle %3 aber schon.</translation>
    </message>
    <message>
        <source>The repository %1 is in %2, but this address says %3.</source>
        <translation>Das Repository %1 liegt in %2, aber diese Adresse nennt %3.</translation>
    </message>
    <message>
        <source>The role %1 in account %2 may be the wrong one for %3.</source>
        <translation>Die Rolle %1 im Konto %2 ist für %3 möglicherweise die falsche.</translation>
    </message>
    <message>
        <source>Add the right role: vouch config add-role NAME ARN</source>
        <translation>Fügen Sie die richtige Rolle hinzu: vouch config add-role NAME ARN</translation>
    </message>
    <message>
        <source>The region in the address, %1, may be wrong.</source>
        <translation>Die Region in der Adresse, %1, ist möglicherweise falsch.</translation>
    </message>
    <message>
        <source>Look up the repository&apos;s address in the AWS console.</source>
        <translation>Sehen Sie die Adresse des Repositorys in der AWS-Konsole nach.</translation>
    </message>
    <message>
        <source>A policy of your organization or session denies access to %1.</source>
        <translation>Eine Richtlinie Ihrer Organisation oder Sitzung verbietet den Zugriff auf %1.</translation>
    </message>
    <message>
        <source>A policy of your organization or session may deny access.</source>
        <translation>Möglicherweise verbietet eine Richtlinie Ihrer Organisation oder Sitzung den Zugriff.</translation>
    </message>
    <message>
        <source>AWS is throttling requests.</source>
        <translation>AWS drosselt Anfragen.</translation>
    </message>
    <message>
        <source>AWS is having problems in %1.</source>
        <translation>AWS hat Probleme in %1.</translation>
    </message>
    <message>
        <source>AWS says this computer&apos;s clock is wrong.</source>
        <translation>Laut AWS geht die Uhr dieses Computers falsch.</translation>
    </message>
    <message>
        <source>AWS no longer accepts your session.</source>
        <translation>AWS akzeptiert Ihre Sitzung nicht mehr.</translation>
    </message>
    <message>
        <source>Account %3 doesn&apos;t have a repository %1 in %2.</source>
        <translation>Das Konto %3 hat in %2 kein Repository %1.</translation>
    </message>
    <message>
        <source>That isn&apos;t a CodeCommit address.</source>
        <translation>Das ist keine CodeCommit-Adresse.</translation>
    </message>
    <message>
        <source>A CodeCommit address looks like https://git-codecommit.REGION.amazonaws.com/v1/repos/NAME.</source>
        <translation>Eine CodeCommit-Adresse sieht so aus: https://git-codecommit.REGION.amazonaws.com/v1/repos/NAME.</translation>
    </message>
    <message>
        <source>CodeCommit lets the role %1 fetch %2 and push to it. If git is refused, it&apos;s sending another program&apos;s password.</source>
        <translation>CodeCommit erlaubt der Rolle %1, %2 abzurufen und dorthin zu pushen. Wenn git abgelehnt wird, sendet es das Passwort eines anderen Programms.</translation>
    </message>
    <message>
        <source>There is no repository %1 in %2.</source>
        <translation>In %2 gibt es kein Repository %1.</translation>
    </message>
</context>
<context>
    <name>vouch::Difference</name>
    <message>
        <source>%1, lines %2 to %3</source>
        <translation>%1, Zeilen %2 bis %3</translation>
    </message>
    <message>
        <source>%1, at the end</source>
        <translation>%1, am Ende</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
</context>
<context>
    <name>vouch::Enrollment</name>
    <message>
        <source>Security key</source>
        <translation>Sicherheitsschlüssel</translation>
    </message>
    <message>
        <source>Vouch is already waiting for a browser.</source>
        <translation>Vouch wartet bereits auf einen Browser.</translation>
    </message>
    <message>
        <source>Finish signing in there, or cancel in Vouch&apos;s window.</source>
        <translation>Schließen Sie die Anmeldung dort ab oder brechen Sie sie im Fenster von Vouch ab.</translation>
    </message>
    <message>
        <source>The sign-in was denied in the browser.</source>
        <translation>Die Anmeldung wurde im Browser abgelehnt.</translation>
    </message>
    <message>
        <source>If that wasn&apos;t you, tell your administrator.</source>
        <translation>Wenn Sie das nicht waren, informieren Sie Ihren Administrator.</translation>
    </message>
    <message>
        <source>The code has expired.</source>
        <translation>Der Code ist abgelaufen.</translation>
    </message>
    <message>
        <source>Try again with a new code.</source>
        <translation>Mit einem neuen Code noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>vouch::Finding</name>
    <message>
        <source>An old CodeCommit password is stored in a file</source>
        <translation>Ein altes CodeCommit-Passwort liegt in einer Datei</translation>
    </message>
    <message>
        <source>An old CodeCommit password is stored in your keychain</source>
        <translation>Ein altes CodeCommit-Passwort liegt im Schlüsselbund</translation>
    </message>
    <message>
        <source>Saved by %1 for %2.</source>
        <translation>Gespeichert von %1 für %2.</translation>
    </message>
    <message>
        <source>Remove the password</source>
        <translation>Passwort entfernen</translation>
    </message>
    <message>
        <source>An old CodeCommit password is cached in memory</source>
        <translation>Ein altes CodeCommit-Passwort liegt im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>A permanent CodeCommit password is stored on this computer</source>
        <translation>Ein dauerhaftes CodeCommit-Passwort ist auf diesem Computer gespeichert</translation>
    </message>
</context>
<context>
    <name>vouch::GitCredentials</name>
    <message>
        <source>%1 can&apos;t read %2. Ask for the codecommit:GitPull permission, or choose another role: vouch config list</source>
        <translation>%1 darf %2 nicht lesen. Bitten Sie um die Berechtigung codecommit:GitPull, oder wählen Sie eine andere Rolle: vouch config list</translation>
    </message>
    <message>
        <source>There is no repository named %1 in %2 for %3.</source>
        <translation>Für %3 gibt es in %2 kein Repository namens %1.</translation>
    </message>
</context>
<context>
    <name>vouch::GitFile</name>
    <message>
        <source>Line %1 of %2 is not valid.</source>
        <translation>Zeile %1 von %2 ist ungültig.</translation>
    </message>
    <message>
        <source>git can&apos;t read %1.</source>
        <translation>git kann %1 nicht lesen.</translation>
    </message>
    <message>
        <source>Can&apos;t write %1.</source>
        <translation>%1 ist nicht beschreibbar.</translation>
    </message>
    <message>
        <source>Nothing was changed. Check its permissions and the disk.</source>
        <translation>Nichts wurde geändert. Zugriffsrechte und Datenträger prüfen.</translation>
    </message>
    <message>
        <source>Another program is changing %1.</source>
        <translation>Ein anderes Programm ändert gerade %1.</translation>
    </message>
    <message>
        <source>Can&apos;t read %1.</source>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again.</source>
        <translation>Nichts wurde geändert. Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>%1 is read-only.</source>
        <translation>%1 ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Nothing was changed. Make it writable, then try again.</source>
        <translation>Nichts wurde geändert. Beschreibbar machen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Can&apos;t write %1: %2.</source>
        <translation>%1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>Nothing was changed. Fix %1, then try again.</source>
        <translation>Nichts wurde geändert. %1 berichtigen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t a regular file.</source>
        <translation>%1 ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>Nothing was changed. Replace it with a regular file. If GIT_CONFIG_GLOBAL names it, run: unset GIT_CONFIG_GLOBAL</source>
        <translation>Nichts wurde geändert. Durch eine gewöhnliche Datei ersetzen. Wenn GIT_CONFIG_GLOBAL sie nennt: unset GIT_CONFIG_GLOBAL</translation>
    </message>
    <message>
        <source>Another program changed %1.</source>
        <translation>Ein anderes Programm hat %1 geändert.</translation>
    </message>
    <message>
        <source>Try again. If no other program is changing it, delete %1.lock.</source>
        <translation>Versuchen Sie es noch einmal. Wenn kein anderes Programm die Datei ändert, löschen Sie %1.lock.</translation>
    </message>
</context>
<context>
    <name>vouch::GitPrograms</name>
    <message>
        <source> It is too old for the configuration that Vouch needs.</source>
        <translation> Es ist zu alt für die Konfiguration, die Vouch braucht.</translation>
    </message>
    <message>
        <source>Install git 2.26 or newer.</source>
        <translation>Installieren Sie git 2.26 oder neuer.</translation>
    </message>
    <message>
        <source> It can&apos;t tell when a password has expired; git 2.40 can.</source>
        <translation> Es erkennt nicht, wann ein Passwort abgelaufen ist; git 2.40 kann das.</translation>
    </message>
    <message>
        <source>git is set up to use Vouch for CodeCommit, but can&apos;t find the program git-credential-vouch.</source>
        <translation>git ist für CodeCommit mit Vouch eingerichtet, findet aber das Programm git-credential-vouch nicht.</translation>
    </message>
    <message>
        <source>git uses Vouch, and no other helper, for CodeCommit.</source>
        <translation>git verwendet für CodeCommit Vouch und keinen anderen Helfer.</translation>
    </message>
    <message>
        <source>git uses a git-credential-vouch that is older than Vouch %1.</source>
        <translation>git verwendet ein git-credential-vouch, das älter ist als Vouch %1.</translation>
    </message>
    <message>
        <source>git uses git-credential-vouch %1, and this is Vouch %2.</source>
        <translation>git verwendet git-credential-vouch %1, und dies ist Vouch %2.</translation>
    </message>
    <message>
        <source>Install one version of Vouch only.</source>
        <translation>Installieren Sie nur eine Version von Vouch.</translation>
    </message>
    <message>
        <source>Update or remove the older one. git uses: %1</source>
        <translation>Aktualisieren oder entfernen Sie die ältere Version. git verwendet: %1</translation>
    </message>
    <message>
        <source>Can&apos;t determine git&apos;s version.</source>
        <translation>Die Version von git ließ sich nicht feststellen.</translation>
    </message>
</context>
<context>
    <name>vouch::GuestSystem</name>
    <message>
        <source>Git in WSL (%1) can use this Vouch, too. To set it up, run this in a terminal of WSL:</source>
        <translation>Auch git in WSL (%1) kann dieses Vouch benutzen. Um es einzurichten, in einem Terminal von WSL ausführen:</translation>
    </message>
</context>
<context>
    <name>vouch::HealthChecks</name>
    <message>
        <source>Vouch %1 on %2 (%3), Qt %4.</source>
        <translation>Vouch %1 auf %2 (%3), Qt %4.</translation>
    </message>
    <message>
        <source>Run: vouch config set server https://YOUR-SERVER</source>
        <translation>Ausführen: vouch config set server https://SERVER</translation>
    </message>
    <message numerus="yes">
        <source>The server is %1; %n role(s) known.</source>
        <translation>
            <numerusform>Der Server ist %1; %n Rolle bekannt.</numerusform>
            <numerusform>Der Server ist %1; %n Rollen bekannt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Vouch is in the tray.</source>
        <translation>Vouch ist im Infobereich.</translation>
    </message>
    <message>
        <source>The desktop shows notifications.</source>
        <translation>Der Desktop zeigt Benachrichtigungen.</translation>
    </message>
    <message>
        <source>No security key is plugged in.</source>
        <translation>Es ist kein Sicherheitsschlüssel eingesteckt.</translation>
    </message>
    <message>
        <source>The key</source>
        <translation>Der Schlüssel</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened.</source>
        <translation>%1 lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>The PIN of %1 is blocked.</source>
        <translation>Die PIN von %1 ist gesperrt.</translation>
    </message>
    <message>
        <source>%1 is plugged in and knows your fingerprint.</source>
        <translation>%1 ist eingesteckt und kennt Ihren Fingerabdruck.</translation>
    </message>
    <message>
        <source>Your keychain is locked.</source>
        <translation>Ihr Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>Unlock it, then try again.</source>
        <translation>Entsperren Sie ihn und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Sie sind nicht angemeldet.</translation>
    </message>
    <message>
        <source>Run: vouch login</source>
        <translation>Ausführen: vouch login</translation>
    </message>
    <message>
        <source>You are signed in until %1.</source>
        <translation>Sie sind bis %1 angemeldet.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is %1 off. Vouch corrects for it; other programs may fail.</source>
        <translation>Die Uhr dieses Computers geht um %1 falsch. Vouch gleicht das aus; andere Programme können scheitern.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is correct.</source>
        <translation>Die Uhr dieses Computers geht richtig.</translation>
    </message>
    <message>
        <source>No Vouch server is set. AWS profiles don&apos;t need one.</source>
        <translation>Es ist kein Vouch-Server eingestellt. AWS-Profile brauchen keinen.</translation>
    </message>
    <message>
        <source>Vouch is running without a display, so it asks for your PIN in a terminal only.</source>
        <translation>Vouch läuft ohne Bildschirm und fragt Ihre PIN daher nur im Terminal ab.</translation>
    </message>
    <message>
        <source>This desktop doesn&apos;t show notifications, so Vouch can&apos;t tell you when your session is about to end.</source>
        <translation>Dieser Desktop zeigt keine Benachrichtigungen, daher kann Vouch Sie nicht auf das nahe Ende Ihrer Sitzung hinweisen.</translation>
    </message>
    <message>
        <source>A sign-in is using the key.</source>
        <translation>Eine Anmeldung verwendet gerade den Schlüssel.</translation>
    </message>
    <message>
        <source>No key is plugged in. You don&apos;t need one while you&apos;re signed in.</source>
        <translation>Es ist kein Schlüssel eingesteckt. Solange Sie angemeldet sind, brauchen Sie keinen.</translation>
    </message>
    <message>
        <source>Plug your security key into a USB port.</source>
        <translation>Stecken Sie Ihren Sicherheitsschlüssel in einen USB-Anschluss.</translation>
    </message>
    <message numerus="yes">
        <source>%1 has only %n PIN attempt(s) left.</source>
        <translation>
            <numerusform>%1 hat nur noch %n PIN-Versuch.</numerusform>
            <numerusform>%1 hat nur noch %n PIN-Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter the correct PIN once: vouch login</source>
        <translation>Geben Sie einmal die richtige PIN ein: vouch login</translation>
    </message>
    <message numerus="yes">
        <source>%1 is plugged in and has a PIN, with %n attempt(s) left.</source>
        <translation>
            <numerusform>%1 ist eingesteckt und hat eine PIN, noch %n Versuch.</numerusform>
            <numerusform>%1 ist eingesteckt und hat eine PIN, noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>It has an account for %1.</source>
        <translation>Er enthält ein Konto für %1.</translation>
    </message>
    <message>
        <source>You&apos;ll see whether it&apos;s registered when you sign in.</source>
        <translation>Ob er registriert ist, sehen Sie beim Anmelden.</translation>
    </message>
    <message>
        <source>Your keychain is unlocked.</source>
        <translation>Ihr Schlüsselbund ist entsperrt.</translation>
    </message>
    <message>
        <source>Vouch continues without a keychain.</source>
        <translation>Vouch arbeitet ohne Schlüsselbund weiter.</translation>
    </message>
    <message>
        <source>This system has no keychain, so Vouch registers with your server again each time it starts.</source>
        <translation>Dieses System hat keinen Schlüsselbund, daher registriert sich Vouch bei jedem Start neu beim Server.</translation>
    </message>
    <message>
        <source>%1 is reachable, and its certificate is trusted.</source>
        <translation>%1 ist erreichbar, und dem Zertifikat wird vertraut.</translation>
    </message>
    <message>
        <source>Insert the key again.</source>
        <translation>Stecken Sie den Schlüssel noch einmal ein.</translation>
    </message>
    <message>
        <source>Vouch doesn&apos;t know your server yet.</source>
        <translation>Vouch kennt den Server noch nicht.</translation>
    </message>
    <message>
        <source>This desktop has no tray, so Vouch uses a window.</source>
        <translation>Dieser Desktop hat keinen Infobereich, daher verwendet Vouch ein Fenster.</translation>
    </message>
    <message>
        <source>%1 is plugged in. %2 asks for its PIN and a touch in its own window.</source>
        <translation>%1 ist eingesteckt. %2 fragt in einem eigenen Fenster nach der PIN und der Berührung.</translation>
    </message>
</context>
<context>
    <name>vouch::HelperConflicts</name>
    <message>
        <source>Set up git</source>
        <translation>Git einrichten</translation>
    </message>
    <message>
        <source>The repository %1 has its own helper</source>
        <translation>Das Repository %1 hat einen eigenen Helfer</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Remove it from this repository</source>
        <translation>Aus diesem Repository entfernen</translation>
    </message>
    <message>
        <source>The command line or the environment adds it. %1</source>
        <translation>Die Befehlszeile oder die Umgebung fügt ihn hinzu. %1</translation>
    </message>
    <message>
        <source>Use a codecommit:// remote</source>
        <translation>Ein codecommit://-Remote verwenden</translation>
    </message>
    <message>
        <source>useHttpPath is not set for %1.</source>
        <translation>useHttpPath ist für %1 nicht gesetzt.</translation>
    </message>
    <message>
        <source>An older AWS helper is still listed</source>
        <translation>Ein älterer AWS-Helfer ist noch eingetragen</translation>
    </message>
    <message>
        <source>An older helper for CodeCommit is still listed</source>
        <translation>Ein älterer Helfer für CodeCommit ist noch eingetragen</translation>
    </message>
    <message>
        <source>Remove this line</source>
        <translation>Diese Zeile entfernen</translation>
    </message>
    <message numerus="yes">
        <source>Remove these %n line(s)</source>
        <translation>
            <numerusform>Diese Zeile entfernen</numerusform>
            <numerusform>Diese %n Zeilen entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Rewrite codecommit:// remotes</source>
        <translation>codecommit://-Remotes umschreiben</translation>
    </message>
    <message>
        <source>Remove it from the environment</source>
        <translation>Aus der Umgebung entfernen</translation>
    </message>
    <message>
        <source>git also uses %1 for CodeCommit</source>
        <translation>git verwendet für CodeCommit auch %1</translation>
    </message>
    <message>
        <source>The repository %1 disables Vouch</source>
        <translation>Das Repository %1 deaktiviert Vouch</translation>
    </message>
    <message>
        <source>%1. An empty helper there clears all other helpers.</source>
        <translation>%1. Ein leerer Helfer dort hebt alle anderen Helfer auf.</translation>
    </message>
    <message>
        <source>The program that runs git disables Vouch</source>
        <translation>Das Programm, das git startet, deaktiviert Vouch</translation>
    </message>
    <message>
        <source>It clears all helpers. A codecommit:// remote still works.</source>
        <translation>Es hebt alle Helfer auf. Ein codecommit://-Remote funktioniert weiterhin.</translation>
    </message>
    <message>
        <source>git doesn&apos;t use Vouch for CodeCommit</source>
        <translation>git verwendet Vouch nicht für CodeCommit</translation>
    </message>
    <message>
        <source>Vouch isn&apos;t configured as a helper for %1.</source>
        <translation>Vouch ist nicht als Helfer für %1 eingetragen.</translation>
    </message>
    <message>
        <source>git doesn&apos;t tell helpers which repository it needs</source>
        <translation>git teilt Helfern nicht mit, welches Repository es braucht</translation>
    </message>
    <message>
        <source>%1 turns useHttpPath off.</source>
        <translation>%1 schaltet useHttpPath aus.</translation>
    </message>
    <message>
        <source>%1. Vouch&apos;s configuration overrides it, so it has no effect.</source>
        <translation>%1. Die Konfiguration von Vouch setzt ihn außer Kraft, er hat keine Wirkung.</translation>
    </message>
    <message>
        <source>codecommit:// remotes use another program</source>
        <translation>codecommit://-Remotes verwenden ein anderes Programm</translation>
    </message>
    <message>
        <source>%1 comes first on the PATH. It signs with the AWS CLI&apos;s keys and exposes its passwords to other programs.</source>
        <translation>%1 steht im PATH an erster Stelle. Es signiert mit den Schlüsseln der AWS CLI und legt seine Passwörter anderen Programmen offen.</translation>
    </message>
</context>
<context>
    <name>vouch::Http</name>
    <message>
        <source>Try again.</source>
        <translation>Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>No port is available on this computer.</source>
        <translation>Auf diesem Computer ist kein Port frei.</translation>
    </message>
</context>
<context>
    <name>vouch::KeyAddition</name>
    <message>
        <source>Security key</source>
        <translation>Sicherheitsschlüssel</translation>
    </message>
    <message>
        <source>Your session ended before the key was added.</source>
        <translation>Ihre Sitzung endete, bevor der Schlüssel hinzugefügt wurde.</translation>
    </message>
    <message>
        <source>Sign in, then add it again.</source>
        <translation>Melden Sie sich an und fügen Sie ihn noch einmal hinzu.</translation>
    </message>
    <message>
        <source>The new account stays on the key. You can remove it with the key&apos;s own software.</source>
        <translation>Das neue Konto bleibt auf dem Schlüssel. Sie können es mit der Software des Schlüssels entfernen.</translation>
    </message>
    <message>
        <source>A key is already being added.</source>
        <translation>Es wird bereits ein Schlüssel hinzugefügt.</translation>
    </message>
    <message>
        <source>Finish or cancel that first.</source>
        <translation>Schließen Sie das zuerst ab oder brechen Sie es ab.</translation>
    </message>
</context>
<context>
    <name>vouch::Keychain</name>
    <message>
        <source>Your keychain is locked.</source>
        <translation>Ihr Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>Unlock it, then try again.</source>
        <translation>Entsperren Sie ihn und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This system has no keychain.</source>
        <translation>Dieses System hat keinen Schlüsselbund.</translation>
    </message>
    <message>
        <source>Your keychain refused the request.</source>
        <translation>Der Schlüsselbund hat die Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>Open your keychain app and check that it works.</source>
        <translation>Das Programm für den Schlüsselbund öffnen und prüfen, ob es funktioniert.</translation>
    </message>
    <message>
        <source>Log out of your desktop and back in, then try again.</source>
        <translation>Melden Sie sich vom Desktop ab und wieder an und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Your keychain didn&apos;t respond.</source>
        <translation>Ihr Schlüsselbund hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>Answer the keychain&apos;s prompt or unlock the keychain, then try again.</source>
        <translation>Beantworten Sie die Abfrage des Schlüsselbunds oder entsperren Sie ihn und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Your keychain stores at most %1 bytes in one entry, and “%2” needs %3.</source>
        <translation>Ihr Schlüsselbund speichert höchstens %1 Bytes in einem Eintrag, und „%2“ braucht %3.</translation>
    </message>
    <message>
        <source>Remove what you no longer use, such as AWS profiles.</source>
        <translation>Entfernen Sie, was Sie nicht mehr brauchen, zum Beispiel AWS-Profile.</translation>
    </message>
    <message>
        <source>The connection to your desktop session was lost, and with it the keychain.</source>
        <translation>Die Verbindung zu Ihrer Desktop-Sitzung ist abgebrochen und damit auch die zum Schlüsselbund.</translation>
    </message>
</context>
<context>
    <name>vouch::KnownHelper</name>
    <message>
        <source>It would sign with the AWS CLI&apos;s keys.</source>
        <translation>Er würde mit den Schlüsseln der AWS CLI signieren.</translation>
    </message>
    <message>
        <source>It would get keys from aws-vault, which asks you for a code.</source>
        <translation>Er würde Schlüssel von aws-vault holen, das Sie nach einem Code fragt.</translation>
    </message>
    <message>
        <source>git would request CodeCommit passwords from it and share them with it.</source>
        <translation>git würde CodeCommit-Passwörter von ihm anfordern und an ihn weitergeben.</translation>
    </message>
    <message>
        <source>It&apos;s Vouch&apos;s own helper.</source>
        <translation>Er ist der Helfer von Vouch.</translation>
    </message>
    <message>
        <source>It would store passwords that soon expire.</source>
        <translation>Er würde Passwörter speichern, die bald ablaufen.</translation>
    </message>
</context>
<context>
    <name>vouch::MfaSessions</name>
    <message>
        <source>Run: vouch exec --profile %1 -- true</source>
        <translation>Ausführen: vouch exec --profile %1 -- true</translation>
    </message>
    <message>
        <source>Run the command again.</source>
        <translation>Führen Sie den Befehl noch einmal aus.</translation>
    </message>
    <message>
        <source>The AWS profile “%1” needs an MFA code.</source>
        <translation>Das AWS-Profil „%1“ benötigt einen MFA-Code.</translation>
    </message>
    <message>
        <source>This code was already sent. Use the next one.</source>
        <translation>Dieser Code wurde bereits gesendet. Verwenden Sie den nächsten.</translation>
    </message>
    <message>
        <source>The mfa_process of “%1” printed a code that was already sent.</source>
        <translation>mfa_process von „%1“ gab einen Code aus, der bereits gesendet wurde.</translation>
    </message>
    <message>
        <source>Try again in 30 seconds.</source>
        <translation>Versuchen Sie es in 30 Sekunden noch einmal.</translation>
    </message>
    <message>
        <source>An MFA code has six digits. Nothing was sent.</source>
        <translation>Ein MFA-Code hat sechs Ziffern. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>This code was already sent.</source>
        <translation>Dieser Code wurde bereits gesendet.</translation>
    </message>
    <message>
        <source>Run the command again with the next code.</source>
        <translation>Führen Sie den Befehl mit dem nächsten Code noch einmal aus.</translation>
    </message>
</context>
<context>
    <name>vouch::NewProfile</name>
    <message>
        <source>The keys are stored, but the region can&apos;t be written to %1: %2.</source>
        <translation>Die Schlüssel sind abgelegt, aber die Region kann nicht in %1 geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>Set the region of “%1” in that file.</source>
        <translation>Legen Sie die Region von „%1“ in dieser Datei fest.</translation>
    </message>
    <message>
        <source>its folder can&apos;t be created</source>
        <translation>der Ordner kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>the profile is there already</source>
        <translation>das Profil ist dort bereits vorhanden</translation>
    </message>
    <message>
        <source>its other settings can&apos;t be kept</source>
        <translation>die übrigen Einstellungen darin könnten verloren gehen</translation>
    </message>
    <message>
        <source>it&apos;s larger than 16 MB</source>
        <translation>sie ist größer als 16 MB</translation>
    </message>
</context>
<context>
    <name>vouch::ProfileImport</name>
    <message>
        <source>Can&apos;t write %1: %2.</source>
        <translation>%1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>There are no long-lived keys in %1.</source>
        <translation>In %1 gibt es keine dauerhaften Schlüssel.</translation>
    </message>
    <message>
        <source>The profile “%1” has no long-lived keys in %2.</source>
        <translation>Das Profil „%1“ hat in %2 keine dauerhaften Schlüssel.</translation>
    </message>
    <message>
        <source>The credentials file was not changed. Remove the keys from it by hand.</source>
        <translation>Die Datei mit den Zugangsdaten wurde nicht geändert. Entfernen Sie die Schlüssel von Hand daraus.</translation>
    </message>
    <message>
        <source>there are too many backups already</source>
        <translation>es gibt bereits zu viele Sicherungskopien</translation>
    </message>
    <message>
        <source>To enter keys: vouch aws add PROFILE</source>
        <translation>Schlüssel eingeben: vouch aws add PROFIL</translation>
    </message>
    <message>
        <source>its keys can&apos;t be separated from the rest</source>
        <translation>ihre Schlüssel lassen sich nicht vom Rest trennen</translation>
    </message>
</context>
<context>
    <name>vouch::Profiles</name>
    <message>
        <source>Use letters, digits, - and _.</source>
        <translation>Verwenden Sie Buchstaben, Ziffern, - und _.</translation>
    </message>
    <message>
        <source>There are no stored keys for the AWS profile “%1”.</source>
        <translation>Für das AWS-Profil „%1“ sind keine Schlüssel gespeichert.</translation>
    </message>
    <message>
        <source>The nearest are: %1.</source>
        <translation>Am ähnlichsten: %1.</translation>
    </message>
    <message>
        <source>Check ca_bundle in ~/.aws/config.</source>
        <translation>Prüfen Sie ca_bundle in ~/.aws/config.</translation>
    </message>
    <message>
        <source>The temporary keys of “%1” in %2 have expired.</source>
        <translation>Die befristeten Schlüssel von „%1“ in %2 sind abgelaufen.</translation>
    </message>
    <message>
        <source>Use source_profile instead of credential_source.</source>
        <translation>Verwenden Sie source_profile statt credential_source.</translation>
    </message>
    <message>
        <source>Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for vouch exec or vouch credential aws; for git, use source_profile.</source>
        <translation>Setzen Sie AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY für vouch exec oder vouch credential aws; für git verwenden Sie source_profile.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t a valid profile name.</source>
        <translation>„%1“ ist kein gültiger Profilname.</translation>
    </message>
    <message>
        <source>That isn&apos;t an access key ID.</source>
        <translation>Das ist keine Zugriffsschlüssel-ID.</translation>
    </message>
    <message>
        <source>An access key ID looks like AKIAIOSFODNN7EXAMPLE.</source>
        <translation>Eine Zugriffsschlüssel-ID sieht so aus: AKIAIOSFODNN7EXAMPLE.</translation>
    </message>
    <message>
        <source>That isn&apos;t a secret access key.</source>
        <translation>Das ist kein geheimer Zugriffsschlüssel.</translation>
    </message>
    <message>
        <source>It has 40 characters and no spaces.</source>
        <translation>Er hat 40 Zeichen und keine Leerzeichen.</translation>
    </message>
    <message>
        <source>To see your profiles: vouch aws list</source>
        <translation>Profile anzeigen: vouch aws list</translation>
    </message>
    <message>
        <source>%1 points to %2, but Vouch reads %3.</source>
        <translation>%1 verweist auf %2, aber Vouch liest %3.</translation>
    </message>
    <message>
        <source>Unset it here, or make Vouch read that file: vouch config set %1 %2</source>
        <translation>Löschen Sie die Variable hier, oder lassen Sie Vouch diese Datei lesen: vouch config set %1 %2</translation>
    </message>
    <message>
        <source>The AWS credentials of “%1” expire at %2, too soon to be useful.</source>
        <translation>Die AWS-Zugangsdaten von „%1“ laufen um %2 ab, zu früh, um nützlich zu sein.</translation>
    </message>
    <message>
        <source>Renew them at their source, then try again.</source>
        <translation>Erneuern Sie sie an ihrer Quelle, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Add a line “region = REGION” with another region to the AWS profile “%1”.</source>
        <translation>Fügen Sie dem AWS-Profil „%1“ eine Zeile „region = REGION“ mit einer anderen Region hinzu.</translation>
    </message>
    <message>
        <source>Change the line “region = %1” in the AWS profile “%2” to another region.</source>
        <translation>Ändern Sie die Zeile „region = %1“ im AWS-Profil „%2“ auf eine andere Region.</translation>
    </message>
    <message>
        <source>The AWS profile “%1” needs an MFA code for keys from the environment, and Vouch doesn&apos;t store those keys.</source>
        <translation>Das AWS-Profil „%1“ benötigt einen MFA-Code für Schlüssel aus der Umgebung, und Vouch speichert diese Schlüssel nicht.</translation>
    </message>
    <message>
        <source>The AWS profile “%1” takes its keys from the environment, but the request came without any.</source>
        <translation>Das AWS-Profil „%1“ verwendet Schlüssel aus der Umgebung, aber die Anfrage enthielt keine.</translation>
    </message>
    <message>
        <source>Renew them with the tool that created them.</source>
        <translation>Erneuern Sie sie mit dem Werkzeug, das sie erstellt hat.</translation>
    </message>
</context>
<context>
    <name>vouch::ProgramCredentials</name>
    <message>
        <source>Your settings allow AWS credentials for git only.</source>
        <translation>Laut Ihren Einstellungen erhält nur git AWS-Zugangsdaten.</translation>
    </message>
    <message>
        <source>To have Vouch ask you instead: vouch config set aws-programs ask</source>
        <translation>Damit Vouch stattdessen fragt: vouch config set aws-programs ask</translation>
    </message>
    <message>
        <source>%1 wants the long-lived keys of %2, but Vouch can&apos;t ask you here.</source>
        <translation>%1 möchte die dauerhaften Schlüssel von %2, aber Vouch kann Sie hier nicht fragen.</translation>
    </message>
    <message>
        <source>Leave out --no-session to use temporary credentials instead.</source>
        <translation>Lassen Sie --no-session weg, um stattdessen befristete Zugangsdaten zu verwenden.</translation>
    </message>
    <message>
        <source>You haven&apos;t allowed %1 to get AWS credentials yet, and Vouch can&apos;t ask you here.</source>
        <translation>Sie haben %1 noch keine AWS-Zugangsdaten erlaubt, und Vouch kann Sie hier nicht fragen.</translation>
    </message>
    <message>
        <source>To allow all programs: vouch config set aws-programs allow</source>
        <translation>Allen Programmen erlauben: vouch config set aws-programs allow</translation>
    </message>
</context>
<context>
    <name>vouch::Refusals</name>
    <message>
        <source>Press Ask again in Vouch&apos;s panel, or run: vouch login</source>
        <translation>Drücken Sie in Vouchs Fenster auf „Wieder fragen“ oder führen Sie aus: vouch login</translation>
    </message>
    <message>
        <source>Nobody answered in time.</source>
        <translation>Niemand hat rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Run: vouch login</source>
        <translation>Ausführen: vouch login</translation>
    </message>
    <message>
        <source>not now, until %1</source>
        <translation>nicht jetzt, bis %1</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>nicht jetzt</translation>
    </message>
    <message>
        <source>nobody answered</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>not set up yet</source>
        <translation>noch nicht eingerichtet</translation>
    </message>
    <message>
        <source>Canceled. Vouch won&apos;t ask again for %1 until %2.</source>
        <translation>Abgebrochen. Vouch fragt für %1 bis %2 nicht wieder.</translation>
    </message>
    <message>
        <source>Nobody answered in time. Vouch won&apos;t ask again for %1 until %2.</source>
        <translation>Niemand hat rechtzeitig geantwortet. Vouch fragt für %1 bis %2 nicht wieder.</translation>
    </message>
    <message>
        <source>Vouch won&apos;t ask again for %1 until %2.</source>
        <translation>Vouch fragt für %1 bis %2 nicht wieder.</translation>
    </message>
    <message>
        <source>Canceled. Vouch won&apos;t ask for %1 in the background until %2.</source>
        <translation>Abgebrochen. Vouch fragt im Hintergrund für %1 bis %2 nicht wieder.</translation>
    </message>
    <message>
        <source>Run the command again when you&apos;re ready.</source>
        <translation>Führen Sie den Befehl erneut aus, wenn Sie bereit sind.</translation>
    </message>
    <message>
        <source>nobody answered, quiet until %1</source>
        <translation>keine Antwort, Ruhe bis %1</translation>
    </message>
    <message>
        <source>there is no such repository</source>
        <translation>dieses Repository gibt es nicht</translation>
    </message>
    <message>
        <source>%1 can&apos;t read it</source>
        <translation>%1 darf es nicht lesen</translation>
    </message>
    <message>
        <source>Vouch couldn&apos;t ask you</source>
        <translation>Vouch konnte Sie nicht fragen</translation>
    </message>
    <message>
        <source>there was no security key to use</source>
        <translation>es gab keinen verwendbaren Sicherheitsschlüssel</translation>
    </message>
    <message>
        <source>something was wrong with the key&apos;s PIN</source>
        <translation>mit der PIN des Schlüssels stimmte etwas nicht</translation>
    </message>
    <message>
        <source>the key&apos;s PIN is blocked</source>
        <translation>die PIN des Schlüssels ist gesperrt</translation>
    </message>
    <message>
        <source>the keychain couldn&apos;t be used</source>
        <translation>der Schlüsselbund war nicht verwendbar</translation>
    </message>
    <message>
        <source>a server couldn&apos;t be reached</source>
        <translation>ein Server war nicht erreichbar</translation>
    </message>
    <message>
        <source>this computer&apos;s clock is wrong</source>
        <translation>die Uhr dieses Computers geht falsch</translation>
    </message>
    <message>
        <source>a server refused it</source>
        <translation>ein Server hat es abgelehnt</translation>
    </message>
    <message>
        <source>no role can be used</source>
        <translation>keine Rolle ist verwendbar</translation>
    </message>
    <message>
        <source>%1 can&apos;t be used</source>
        <translation>%1 ist nicht verwendbar</translation>
    </message>
    <message>
        <source>that isn&apos;t possible or not allowed</source>
        <translation>das ist nicht möglich oder nicht erlaubt</translation>
    </message>
    <message>
        <source>there is no such role or profile</source>
        <translation>diese Rolle oder dieses Profil gibt es nicht</translation>
    </message>
    <message>
        <source>something went wrong</source>
        <translation>etwas ist schiefgegangen</translation>
    </message>
</context>
<context>
    <name>vouch::RepositoryAccess</name>
    <message>
        <source>AWS_PROFILE is “%1”, but %2 takes precedence.</source>
        <translation>AWS_PROFILE ist „%1“, aber %2 hat Vorrang.</translation>
    </message>
    <message>
        <source>The role is %1. Sign in to check it with AWS.</source>
        <translation>Die Rolle ist %1. Melden Sie sich an, um sie bei AWS zu prüfen.</translation>
    </message>
    <message>
        <source>The AWS profile %1 works.</source>
        <translation>Das AWS-Profil %1 funktioniert.</translation>
    </message>
    <message>
        <source>AWS lets you use the role %1.</source>
        <translation>AWS erlaubt Ihnen die Rolle %1.</translation>
    </message>
</context>
<context>
    <name>vouch::RepositoryChecks</name>
    <message>
        <source>The submodule %1 has a codecommit:// URL</source>
        <translation>Das Submodul %1 hat eine codecommit://-URL</translation>
    </message>
    <message>
        <source>%1. git doesn&apos;t allow such URLs for submodules.</source>
        <translation>%1. git lässt solche URLs für Submodule nicht zu.</translation>
    </message>
    <message>
        <source>No role matches the remote %1</source>
        <translation>Keine Rolle passt zum Remote %1</translation>
    </message>
    <message>
        <source>The URL has a user name in it</source>
        <translation>Die URL enthält einen Benutzernamen</translation>
    </message>
    <message>
        <source>Because of this, git sends an empty password and never asks Vouch.</source>
        <translation>Deshalb sendet git ein leeres Passwort und fragt Vouch nie.</translation>
    </message>
    <message>
        <source>Remove the user name</source>
        <translation>Den Benutzernamen entfernen</translation>
    </message>
    <message>
        <source>The URL doesn&apos;t use https</source>
        <translation>Die URL verwendet nicht https</translation>
    </message>
    <message>
        <source>Vouch signs in to CodeCommit over https only.</source>
        <translation>Vouch meldet sich bei CodeCommit nur über https an.</translation>
    </message>
    <message>
        <source>Change it to https</source>
        <translation>In https ändern</translation>
    </message>
    <message>
        <source>Vouch doesn&apos;t support this host</source>
        <translation>Vouch unterstützt diesen Host nicht</translation>
    </message>
    <message>
        <source>%1 isn&apos;t a CodeCommit host.</source>
        <translation>%1 ist kein CodeCommit-Host.</translation>
    </message>
    <message>
        <source>Use CodeCommit&apos;s host name</source>
        <translation>Den Hostnamen von CodeCommit verwenden</translation>
    </message>
    <message>
        <source>The remote %1 has a user name in its URL</source>
        <translation>Das Remote %1 hat einen Benutzernamen in der URL</translation>
    </message>
    <message>
        <source>The remote %1 doesn&apos;t use https</source>
        <translation>Das Remote %1 verwendet nicht https</translation>
    </message>
    <message>
        <source>The remote %1 has a host that Vouch doesn&apos;t support</source>
        <translation>Das Remote %1 hat einen Host, den Vouch nicht unterstützt</translation>
    </message>
    <message>
        <source>Let git use https for the codecommit:// URLs of %1</source>
        <translation>git für die codecommit://-Adressen von %1 https verwenden lassen</translation>
    </message>
    <message>
        <source>Change the submodule&apos;s URL to %1</source>
        <translation>Die Adresse des Submoduls ändern in %1</translation>
    </message>
    <message>
        <source>Rewrite codecommit:// URLs</source>
        <translation>codecommit://-URLs umschreiben</translation>
    </message>
</context>
<context>
    <name>vouch::RoleCredentials</name>
    <message>
        <source>“%1” is not a role ARN.</source>
        <translation>„%1“ ist keine Rollen-ARN.</translation>
    </message>
    <message>
        <source>Give the role “%1” another region: %2</source>
        <translation>Geben Sie der Rolle „%1“ eine andere Region: %2</translation>
    </message>
    <message>
        <source>A role ARN looks like arn:aws:iam::123456789012:role/Name.</source>
        <translation>Eine Rollen-ARN sieht so aus: arn:aws:iam::123456789012:role/Name.</translation>
    </message>
</context>
<context>
    <name>vouch::RoleTest</name>
    <message>
        <source>This role works. You are %1 in account %2.</source>
        <translation>Diese Rolle funktioniert. Sie sind %1 im Konto %2.</translation>
    </message>
    <message>
        <source>Sign in first. Vouch checks the role with your session.</source>
        <translation>Melden Sie sich zuerst an. Vouch prüft die Rolle mit Ihrer Sitzung.</translation>
    </message>
</context>
<context>
    <name>vouch::RouteResolver</name>
    <message>
        <source>No role or profile was specified.</source>
        <translation>Keine Rolle und kein Profil angegeben.</translation>
    </message>
    <message>
        <source>Specify one: --role NAME or --profile NAME</source>
        <translation>Angeben: --role NAME oder --profile NAME</translation>
    </message>
    <message>
        <source>No AWS role is set up yet.</source>
        <translation>Es ist noch keine AWS-Rolle eingerichtet.</translation>
    </message>
    <message>
        <source>Run: vouch config add-role NAME arn:aws:iam::ACCOUNT:role/ROLE</source>
        <translation>Ausführen: vouch config add-role NAME arn:aws:iam::ACCOUNT:role/ROLE</translation>
    </message>
    <message>
        <source>To make Vouch ignore it: %1</source>
        <translation>Damit Vouch sie ignoriert: %1</translation>
    </message>
    <message>
        <source>AWS_PROFILE is set to “%1”, but that AWS profile doesn&apos;t exist.</source>
        <translation>AWS_PROFILE ist auf „%1“ gesetzt, aber dieses AWS-Profil gibt es nicht.</translation>
    </message>
    <message>
        <source>The nearest are: %1.</source>
        <translation>Am ähnlichsten: %1.</translation>
    </message>
    <message>
        <source>Your settings refer to “%1”, which is neither a role nor an AWS profile.</source>
        <translation>Die Einstellungen verweisen auf „%1“, aber das ist weder eine Rolle noch ein AWS-Profil.</translation>
    </message>
    <message>
        <source>To see your settings: vouch config list</source>
        <translation>Einstellungen anzeigen: vouch config list</translation>
    </message>
    <message>
        <source>There is no role or AWS profile “%1”.</source>
        <translation>Es gibt weder eine Rolle noch ein AWS-Profil „%1“.</translation>
    </message>
    <message>
        <source>No role is set for this repository. You have %1.</source>
        <translation>Für dieses Repository ist keine Rolle festgelegt. Vorhanden: %1.</translation>
    </message>
    <message>
        <source>Choose one: vouch config set role %1</source>
        <translation>Eine auswählen: vouch config set role %1</translation>
    </message>
    <message>
        <source>No default role is set. You have %1.</source>
        <translation>Es ist keine Standardrolle festgelegt. Vorhanden: %1.</translation>
    </message>
</context>
<context>
    <name>vouch::Settings</name>
    <message>
        <source>it must begin with https://</source>
        <translation>sie muss mit https:// beginnen</translation>
    </message>
    <message>
        <source>“%1” is not a role ARN.</source>
        <translation>„%1“ ist keine Rollen-ARN.</translation>
    </message>
    <message>
        <source>“%1” is not a region.</source>
        <translation>„%1“ ist keine Region.</translation>
    </message>
    <message>
        <source>Use whole numbers from 1 to %1, such as 30 and 5.</source>
        <translation>Verwenden Sie ganze Zahlen von 1 bis %1, zum Beispiel 30 und 5.</translation>
    </message>
    <message>
        <source>Choose at most %1.</source>
        <translation>Wählen Sie höchstens %1.</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be the name of a role or an AWS profile.</source>
        <translation>„%1“ kann nicht der Name einer Rolle oder eines AWS-Profils sein.</translation>
    </message>
    <message>
        <source>Use a whole number from 1 to %1.</source>
        <translation>Verwenden Sie eine ganze Zahl von 1 bis %1.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t a valid server address: %2.</source>
        <translation>„%1“ ist keine gültige Serveradresse: %2.</translation>
    </message>
    <message>
        <source>It should look like https://us.vouch.sh.</source>
        <translation>Sie sollte aussehen wie https://us.vouch.sh.</translation>
    </message>
    <message>
        <source>it has no host name</source>
        <translation>der Hostname fehlt</translation>
    </message>
    <message>
        <source>it can&apos;t contain a user name, ? or #</source>
        <translation>sie darf weder einen Benutzernamen noch ? oder # enthalten</translation>
    </message>
    <message>
        <source>it can&apos;t have a path</source>
        <translation>sie darf keinen Pfad haben</translation>
    </message>
    <message>
        <source>If that&apos;s the server you want, enter %1 instead.</source>
        <translation>Wenn Sie diesen Server meinen, geben Sie stattdessen %1 ein.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t a valid role name.</source>
        <translation>„%1“ ist kein gültiger Rollenname.</translation>
    </message>
    <message>
        <source>Use letters, digits and . _ @ + - only, starting with a letter or digit.</source>
        <translation>Verwenden Sie nur Buchstaben, Ziffern und . _ @ + -, beginnend mit einem Buchstaben oder einer Ziffer.</translation>
    </message>
    <message>
        <source>It should look like arn:aws:iam::123456789012:role/Name.</source>
        <translation>Sie sollte aussehen wie arn:aws:iam::123456789012:role/Name.</translation>
    </message>
    <message>
        <source>It should look like us-east-1.</source>
        <translation>Sie sollte aussehen wie us-east-1.</translation>
    </message>
    <message>
        <source>Use a name without spaces that doesn&apos;t start with -.</source>
        <translation>Verwenden Sie einen Namen ohne Leerzeichen, der nicht mit - beginnt.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t a valid duration.</source>
        <translation>„%1“ ist keine gültige Dauer.</translation>
    </message>
    <message>
        <source>AWS allows 900 to 43200 seconds.</source>
        <translation>AWS erlaubt 900 bis 43200 Sekunden.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t a valid rule.</source>
        <translation>„%1“ ist keine gültige Regel.</translation>
    </message>
    <message>
        <source>Use a repository and a role or AWS profile, such as “infra-* Admin”.</source>
        <translation>Geben Sie ein Repository und eine Rolle oder ein AWS-Profil an, zum Beispiel „infra-* Admin“.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t a valid repository pattern.</source>
        <translation>„%1“ ist kein gültiges Repository-Muster.</translation>
    </message>
    <message>
        <source>It should look like payments-api, infra-* or us-east-1/infra-*.</source>
        <translation>Es sollte aussehen wie payments-api, infra-* oder us-east-1/infra-*.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t a number of minutes.</source>
        <translation>„%1“ ist keine Anzahl von Minuten.</translation>
    </message>
    <message>
        <source>That&apos;s too many notices.</source>
        <translation>Das sind zu viele Hinweise.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t a yes-or-no value.</source>
        <translation>„%1“ ist kein Ja-oder-Nein-Wert.</translation>
    </message>
    <message>
        <source>Use true or false.</source>
        <translation>Verwenden Sie true oder false.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t ask, allow or never.</source>
        <translation>„%1“ ist weder ask noch allow noch never.</translation>
    </message>
    <message>
        <source>Use one of these; the default is ask.</source>
        <translation>Verwenden Sie einen dieser Werte; Standard ist ask.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t use or ignore.</source>
        <translation>„%1“ ist weder use noch ignore.</translation>
    </message>
    <message>
        <source>Use one of these; the default is use.</source>
        <translation>Verwenden Sie einen dieser Werte; Standard ist use.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t a tray icon color.</source>
        <translation>„%1“ ist keine Farbe für das Symbol.</translation>
    </message>
    <message>
        <source>Use automatic, light or dark.</source>
        <translation>Verwenden Sie automatic, light oder dark.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t a language code.</source>
        <translation>„%1“ ist kein Sprachcode.</translation>
    </message>
    <message>
        <source>Use a code such as en, de or pt_BR.</source>
        <translation>Verwenden Sie einen Code wie en, de oder pt_BR.</translation>
    </message>
    <message>
        <source>“%1” contains characters that may look like others. The actual host name is %2.</source>
        <translation>„%1“ enthält Zeichen, die mit anderen verwechselt werden können. Der tatsächliche Hostname ist %2.</translation>
    </message>
</context>
<context>
    <name>vouch::SettingsFile</name>
    <message>
        <source>Can&apos;t read %1.</source>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>There is no role “%1”.</source>
        <translation>Es gibt keine Rolle „%1“.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Other users can change %1, so Vouch doesn&apos;t use it.</source>
        <translation>Andere Benutzer können %1 ändern, deshalb verwendet Vouch die Datei nicht.</translation>
    </message>
    <message>
        <source>%1 is too large for a settings file.</source>
        <translation>%1 ist zu groß für eine Einstellungsdatei.</translation>
    </message>
    <message>
        <source>Check its contents.</source>
        <translation>Prüfen Sie den Inhalt.</translation>
    </message>
    <message>
        <source>Fix %1 in %2.</source>
        <translation>Korrigieren Sie %1 in %2.</translation>
    </message>
    <message>
        <source>There is no rule “%1” anymore.</source>
        <translation>Die Regel „%1“ gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>To see all rules, run: vouch config list</source>
        <translation>Alle Regeln anzeigen: vouch config list</translation>
    </message>
    <message>
        <source>To see all roles, run: vouch config list</source>
        <translation>Alle Rollen anzeigen: vouch config list</translation>
    </message>
    <message>
        <source>There is already a role “%1”.</source>
        <translation>Es gibt bereits eine Rolle „%1“.</translation>
    </message>
    <message>
        <source>%1 has no certificate.</source>
        <translation>%1 enthält kein Zertifikat.</translation>
    </message>
    <message>
        <source>Use a file in PEM format.</source>
        <translation>Verwenden Sie eine Datei im PEM-Format.</translation>
    </message>
    <message>
        <source>Vouch isn&apos;t translated into “%1”.</source>
        <translation>Vouch ist nicht in „%1“ übersetzt.</translation>
    </message>
    <message>
        <source>address of your Vouch server</source>
        <translation>Adresse Ihres Vouch-Servers</translation>
    </message>
    <message>
        <source>PEM file with your organization&apos;s certificate authority, for the server and AWS</source>
        <translation>PEM-Datei mit der Zertifizierungsstelle Ihrer Organisation, für den Server und AWS</translation>
    </message>
    <message>
        <source>the same for AWS only, if AWS needs a different one</source>
        <translation>dasselbe nur für AWS, falls dort eine andere nötig ist</translation>
    </message>
    <message>
        <source>role or AWS profile for repositories without a matching rule</source>
        <translation>Rolle oder AWS-Profil für Repositorys, auf die keine Regel passt</translation>
    </message>
    <message>
        <source>minutes before a session ends to notify you, or none; several values go in quotes, such as &quot;30 5&quot;</source>
        <translation>wie viele Minuten vor dem Ende der Sitzung Sie benachrichtigt werden, oder none; mehrere Werte in Anführungszeichen, etwa &quot;30 5&quot;</translation>
    </message>
    <message>
        <source>minutes until a program may prompt again after &quot;Not now&quot;</source>
        <translation>Minuten, bis ein Programm nach „Nicht jetzt“ wieder fragen darf</translation>
    </message>
    <message>
        <source>sign out when the screen locks</source>
        <translation>abmelden, wenn der Bildschirm gesperrt wird</translation>
    </message>
    <message>
        <source>sign out when the computer goes to sleep</source>
        <translation>abmelden, wenn der Computer in den Energiesparmodus geht</translation>
    </message>
    <message>
        <source>sign out when the security key is removed</source>
        <translation>abmelden, wenn der Sicherheitsschlüssel abgezogen wird</translation>
    </message>
    <message>
        <source>let programs other than git use AWS credentials: ask, allow or never</source>
        <translation>andere Programme als git AWS-Zugangsdaten verwenden lassen: ask (fragen), allow (erlauben) oder never (nie)</translation>
    </message>
    <message>
        <source>AWS config file; if unset, ~/.aws/config</source>
        <translation>AWS-Konfigurationsdatei; ohne Angabe ~/.aws/config</translation>
    </message>
    <message>
        <source>AWS credentials file; if unset, ~/.aws/credentials</source>
        <translation>AWS-Zugangsdatendatei; ohne Angabe ~/.aws/credentials</translation>
    </message>
    <message>
        <source>whether AWS_PROFILE overrides the default AWS profile: use or ignore</source>
        <translation>ob AWS_PROFILE Vorrang vor dem Standardprofil hat: use (ja) oder ignore (nein)</translation>
    </message>
    <message>
        <source>send a report about this computer when you sign in</source>
        <translation>beim Anmelden einen Bericht über diesen Computer senden</translation>
    </message>
    <message>
        <source>color of the tray icon: automatic, light or dark</source>
        <translation>Farbe des Symbols in der Leiste: automatic (automatisch), light (hell) oder dark (dunkel)</translation>
    </message>
    <message>
        <source>language, such as de; if unset, the system&apos;s</source>
        <translation>Sprache, etwa de; ohne Angabe die des Systems</translation>
    </message>
    <message>
        <source>start Vouch when you log in</source>
        <translation>Vouch beim Anmelden am Computer starten</translation>
    </message>
    <message>
        <source>%1 (default: %2)</source>
        <translation>%1 (Standard: %2)</translation>
    </message>
    <message>
        <source>There is no setting “%1”.</source>
        <translation>Es gibt keine Einstellung „%1“.</translation>
    </message>
    <message>
        <source>Use the names that “vouch config list” prints, roles or rules.</source>
        <translation>Verwenden Sie die Namen, die „vouch config list“ ausgibt, roles oder rules.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t a version of the settings.</source>
        <translation>„%1“ ist keine Version der Einstellungen.</translation>
    </message>
    <message>
        <source>Use a number, such as 1.</source>
        <translation>Verwenden Sie eine Zahl wie 1.</translation>
    </message>
    <message>
        <source>An organization can&apos;t set %1.</source>
        <translation>Eine Organisation kann %1 nicht festlegen.</translation>
    </message>
    <message>
        <source>The setting names a file of a single user.</source>
        <translation>Die Einstellung nennt eine Datei eines einzelnen Benutzers.</translation>
    </message>
    <message>
        <source>Update Vouch, or remove the file to start with new settings.</source>
        <translation>Aktualisieren Sie Vouch, oder entfernen Sie die Datei, um mit neuen Einstellungen zu beginnen.</translation>
    </message>
    <message>
        <source>Ask your administrator to change it.</source>
        <translation>Bitten Sie Ihren Administrator, das zu ändern.</translation>
    </message>
    <message>
        <source>Your organization set %1 in %2, and locked it.</source>
        <translation>Ihre Organisation hat %1 in %2 festgelegt und gesperrt.</translation>
    </message>
    <message>
        <source>Your organization set the role “%1” in %2.</source>
        <translation>Ihre Organisation hat die Rolle „%1“ in %2 festgelegt.</translation>
    </message>
    <message>
        <source>Your organization set the rule “%1” in %2.</source>
        <translation>Ihre Organisation hat die Regel „%1“ in %2 festgelegt.</translation>
    </message>
    <message>
        <source>A newer version of Vouch wrote %1, so this version won&apos;t change it.</source>
        <translation>Eine neuere Version von Vouch hat %1 geschrieben. Diese Version ändert die Datei deshalb nicht.</translation>
    </message>
    <message>
        <source>Vouch %1 wrote %2. This version, %3, is older, so it won&apos;t change it.</source>
        <translation>Vouch %1 hat %2 geschrieben. Diese ältere Version %3 ändert die Datei deshalb nicht.</translation>
    </message>
    <message>
        <source>Available languages: %1.</source>
        <translation>Es gibt: %1.</translation>
    </message>
    <message>
        <source>Ask your administrator to let only administrators change it.</source>
        <translation>Bitten Sie Ihren Administrator, dafür zu sorgen, dass nur Administratoren sie ändern können.</translation>
    </message>
</context>
<context>
    <name>vouch::Skew</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>This computer&apos;s clock differs from %2&apos;s by %1, which is too much to correct for.</source>
        <translation>Die Uhr dieses Computers weicht um %1 von der von %2 ab. Das ist zu viel, um es auszugleichen.</translation>
    </message>
    <message>
        <source>%1 refused the request because this computer&apos;s clock is off by %2.</source>
        <translation>%1 hat die Anfrage abgelehnt, weil die Uhr dieses Computers um %2 falsch geht.</translation>
    </message>
    <message>
        <source>Vouch will correct for it from now on. Try again.</source>
        <translation>Vouch gleicht das von jetzt an aus. Noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>vouch::StepUp</name>
    <message>
        <source>You signed in as %1, but %2 started this.</source>
        <translation>Sie haben sich als %1 angemeldet, aber %2 hat diesen Vorgang begonnen.</translation>
    </message>
    <message>
        <source>Nothing else was changed. Try again if you meant to use this account.</source>
        <translation>Sonst wurde nichts geändert. Wiederholen Sie den Vorgang, wenn Sie dieses Konto verwenden wollten.</translation>
    </message>
</context>
<context>
    <name>vouch::StoredKeys</name>
    <message>
        <source>Run: vouch aws add %1</source>
        <translation>Ausführen: vouch aws add %1</translation>
    </message>
    <message>
        <source>The keychain no longer has the keys of “%1”.</source>
        <translation>Der Schlüsselbund enthält die Schlüssel von „%1“ nicht mehr.</translation>
    </message>
</context>
<context>
    <name>vouch::TeamFile</name>
    <message>
        <source>%1 has no file at this address (HTTP status %2).</source>
        <translation>%1 hat unter dieser Adresse keine Datei (HTTP-Status %2).</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>%1 is too large for a team&apos;s file.</source>
        <translation>%1 ist zu groß für die Datei eines Teams.</translation>
    </message>
    <message>
        <source>%1: A team&apos;s file can&apos;t set %2.</source>
        <translation>%1: Die Datei eines Teams kann %2 nicht festlegen.</translation>
    </message>
    <message>
        <source>%1: Vouch has no setting “%2”.</source>
        <translation>%1: Vouch hat keine Einstellung „%2“.</translation>
    </message>
    <message>
        <source>%1: The value of %2 has characters that can&apos;t be displayed.</source>
        <translation>%1: Der Wert von %2 enthält Zeichen, die sich nicht anzeigen lassen.</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>Region %1</translation>
    </message>
    <message>
        <source>via %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <translation>%1 Sekunden</translation>
    </message>
    <message>
        <source>It must begin with https://</source>
        <translation>Sie muss mit https:// beginnen.</translation>
    </message>
    <message>
        <source>The address of a team&apos;s file can&apos;t contain a user name.</source>
        <translation>Die Adresse der Datei eines Teams darf keinen Benutzernamen enthalten.</translation>
    </message>
    <message>
        <source>“%1” contains characters that may look like others. The actual host name is %2.</source>
        <translation>„%1“ enthält Zeichen, die anderen zum Verwechseln ähnlich sehen können. Der tatsächliche Hostname ist %2.</translation>
    </message>
    <message>
        <source>If that&apos;s the host you want, enter %1 instead.</source>
        <translation>Wenn Sie diesen Host meinen, geben Sie stattdessen %1 ein.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t a text file.</source>
        <translation>%1 ist keine Textdatei.</translation>
    </message>
    <message>
        <source>%1 is for a newer version of Vouch.</source>
        <translation>%1 ist für eine neuere Version von Vouch.</translation>
    </message>
    <message>
        <source>Update Vouch.</source>
        <translation>Aktualisieren Sie Vouch.</translation>
    </message>
    <message>
        <source>%1 has no settings.</source>
        <translation>%1 enthält keine Einstellungen.</translation>
    </message>
    <message>
        <source>Can&apos;t read %1.</source>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Check the file name.</source>
        <translation>Prüfen Sie den Dateinamen.</translation>
    </message>
    <message>
        <source>role %1</source>
        <translation>Rolle %1</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Nothing was changed. Ask the person who gave you the file.</source>
        <translation>Nichts wurde geändert. Fragen Sie bei der Person nach, von der Sie die Datei haben.</translation>
    </message>
    <message>
        <source>Vouch can&apos;t download a file from “%1”.</source>
        <translation>Vouch kann von „%1“ keine Datei herunterladen.</translation>
    </message>
    <message>
        <source>Remove the user name and the @.</source>
        <translation>Entfernen Sie den Benutzernamen und das @.</translation>
    </message>
</context>
<context>
    <name>vouch::advice</name>
    <message>
        <source>Set the clock: timedatectl set-ntp true</source>
        <translation>Stellen Sie die Uhr: timedatectl set-ntp true</translation>
    </message>
    <message>
        <source>Install and start a keychain, such as gnome-keyring.</source>
        <translation>Installieren und starten Sie einen Schlüsselbund, zum Beispiel gnome-keyring.</translation>
    </message>
    <message>
        <source>Run: chmod go-w %1</source>
        <translation>Ausführen: chmod go-w %1</translation>
    </message>
    <message>
        <source>Set the clock: Settings, Time &amp; language, Date &amp; time, Sync now.</source>
        <translation>Stellen Sie die Uhr: Einstellungen, Zeit und Sprache, Datum und Uhrzeit, Jetzt synchronisieren.</translation>
    </message>
    <message>
        <source>Start the Windows service “Credential Manager”.</source>
        <translation>Starten Sie den Windows-Dienst „Anmeldeinformationsverwaltung“.</translation>
    </message>
    <message>
        <source>Run: %1</source>
        <translation>Ausführen: %1</translation>
    </message>
    <message>
        <source>Install libfido2&apos;s udev rules, then insert the key again.</source>
        <translation>Installieren Sie die udev-Regeln von libfido2 und stecken Sie den Schlüssel neu ein.</translation>
    </message>
    <message>
        <source>Set the clock: sudo sntp -sS time.apple.com</source>
        <translation>Stellen Sie die Uhr: sudo sntp -sS time.apple.com</translation>
    </message>
    <message>
        <source>Open the app Keychain Access, and make a default keychain there.</source>
        <translation>Öffnen Sie das Programm „Schlüsselbundverwaltung“ und legen Sie dort einen Standardschlüsselbund an.</translation>
    </message>
    <message>
        <source>Insert the key again. If that doesn&apos;t help, quit other programs that use it.</source>
        <translation>Stecken Sie den Schlüssel noch einmal ein. Wenn das nicht hilft, beenden Sie andere Programme, die ihn verwenden.</translation>
    </message>
    <message>
        <source>Install and start a notification service, such as dunst.</source>
        <translation>Installieren und starten Sie einen Benachrichtigungsdienst, zum Beispiel dunst.</translation>
    </message>
    <message>
        <source>Allow Vouch to send notifications in System Settings.</source>
        <translation>Erlauben Sie Vouch in den Systemeinstellungen, Mitteilungen zu senden.</translation>
    </message>
    <message>
        <source>Start Explorer again; it shows notifications.</source>
        <translation>Starten Sie den Explorer neu; er zeigt die Benachrichtigungen.</translation>
    </message>
    <message>
        <source>Insert the key again. If that doesn&apos;t help, ask your administrator.</source>
        <translation>Den Schlüssel noch einmal einstecken. Wenn das nicht hilft, Ihre Administration fragen.</translation>
    </message>
</context>
<context>
    <name>vouch::aws</name>
    <message>
        <source>Choose another role: vouch config list</source>
        <translation>Eine andere Rolle wählen: vouch config list</translation>
    </message>
    <message>
        <source>Run: vouch logout, then sign in again.</source>
        <translation>Ausführen: vouch logout, danach erneut anmelden.</translation>
    </message>
    <message>
        <source>AWS can&apos;t reach your Vouch server.</source>
        <translation>AWS erreicht den Vouch-Server nicht.</translation>
    </message>
    <message>
        <source>Ask your Vouch administrator to send fewer of them to AWS.</source>
        <translation>Den Vouch-Administrator bitten, weniger davon an AWS zu senden.</translation>
    </message>
    <message>
        <source>Set the clock, then try again.</source>
        <translation>Die Uhr stellen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>Versuchen Sie es in einer Minute noch einmal.</translation>
    </message>
    <message>
        <source>AWS refused the role %1.</source>
        <translation>AWS hat die Rolle %1 abgelehnt.</translation>
    </message>
    <message>
        <source>The %1 of the AWS profile “%2”</source>
        <translation>%1 des AWS-Profils „%2“</translation>
    </message>
    <message>
        <source>%1 can&apos;t be started: %2.</source>
        <translation>%1 lässt sich nicht starten: %2.</translation>
    </message>
    <message>
        <source>Try the command in a terminal.</source>
        <translation>Den Befehl in einem Terminal ausprobieren.</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 ist gescheitert: %2</translation>
    </message>
    <message>
        <source>AccessKeyId or SecretAccessKey is missing</source>
        <translation>AccessKeyId oder SecretAccessKey fehlt</translation>
    </message>
    <message>
        <source>Line %1 of %2 is malformed: %3.</source>
        <translation>Zeile %1 von %2 ist fehlerhaft: %3.</translation>
    </message>
    <message>
        <source>Can&apos;t read %1: %2.</source>
        <translation>%1 ist nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>It needs both aws_access_key_id and aws_secret_access_key.</source>
        <translation>Es braucht aws_access_key_id und aws_secret_access_key.</translation>
    </message>
    <message>
        <source>There is no AWS profile “%1”.</source>
        <translation>Es gibt kein AWS-Profil „%1“.</translation>
    </message>
    <message>
        <source>The nearest are: %1.</source>
        <translation>Am ähnlichsten: %1.</translation>
    </message>
    <message>
        <source>The AWS profile %1 has no keys.</source>
        <translation>Das AWS-Profil %1 hat keine Schlüssel.</translation>
    </message>
    <message>
        <source>Add them: vouch aws add %1</source>
        <translation>Hinzufügen: vouch aws add %1</translation>
    </message>
    <message>
        <source>needs 2 to 64 letters, digits or any of _+=,.@-</source>
        <translation>braucht 2 bis 64 Buchstaben, Ziffern oder eines von _+=,.@-</translation>
    </message>
    <message>
        <source>is neither legacy nor regional</source>
        <translation>ist weder legacy noch regional</translation>
    </message>
    <message>
        <source>The keys of the AWS profile “%1” are temporary.</source>
        <translation>Die Schlüssel des AWS-Profils „%1“ sind befristet.</translation>
    </message>
    <message>
        <source>AWS did not accept the MFA code.</source>
        <translation>AWS hat den MFA-Code nicht angenommen.</translation>
    </message>
    <message>
        <source>Replace it: vouch aws add %1</source>
        <translation>Ersetzen: vouch aws add %1</translation>
    </message>
    <message>
        <source>The session of the AWS profile “%1” has expired.</source>
        <translation>Die Sitzung des AWS-Profils „%1“ ist abgelaufen.</translation>
    </message>
    <message>
        <source>Replace both: vouch aws add %1</source>
        <translation>Beide ersetzen: vouch aws add %1</translation>
    </message>
    <message>
        <source>AWS refused the keys of the AWS profile “%1”.</source>
        <translation>AWS hat die Schlüssel des AWS-Profils „%1“ abgelehnt.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s clock, then try again.</source>
        <translation>Die Uhr dieses Computers prüfen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>%1 of the AWS profile %2 %3</source>
        <translation>%1 des AWS-Profils %2 %3</translation>
    </message>
    <message>
        <source>These AWS profiles get their keys from each other: %1.</source>
        <translation>Diese AWS-Profile bekommen ihre Schlüssel voneinander: %1.</translation>
    </message>
    <message>
        <source>Check the command and that it&apos;s on Vouch&apos;s PATH.</source>
        <translation>Den Befehl prüfen und ob Vouch ihn in seinem PATH findet.</translation>
    </message>
    <message>
        <source>%1 didn&apos;t finish in time.</source>
        <translation>%1 wurde nicht rechtzeitig fertig.</translation>
    </message>
    <message>
        <source>%1 printed too much output.</source>
        <translation>%1 hat zu viel ausgegeben.</translation>
    </message>
    <message>
        <source>%1 failed without saying why.</source>
        <translation>%1 ist fehlgeschlagen, ohne einen Grund zu nennen.</translation>
    </message>
    <message>
        <source>%1 didn&apos;t print what AWS expects: %2.</source>
        <translation>%1 hat nicht ausgegeben, was AWS erwartet: %2.</translation>
    </message>
    <message>
        <source>the output isn&apos;t a JSON object</source>
        <translation>die Ausgabe ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>its Version isn&apos;t 1</source>
        <translation>ihre Version ist nicht 1</translation>
    </message>
    <message>
        <source>its SessionToken isn&apos;t valid</source>
        <translation>ihr SessionToken ist ungültig</translation>
    </message>
    <message>
        <source>its Expiration isn&apos;t a valid time</source>
        <translation>ihre Expiration ist kein gültiger Zeitpunkt</translation>
    </message>
    <message>
        <source>%1 returned keys that have expired.</source>
        <translation>%1 hat abgelaufene Schlüssel geliefert.</translation>
    </message>
    <message>
        <source>Renew them by running the command in a terminal.</source>
        <translation>Den Befehl in einem Terminal ausführen, um sie zu erneuern.</translation>
    </message>
    <message>
        <source>The command “%1” in your AWS profile isn&apos;t valid.</source>
        <translation>Der Befehl „%1“ in Ihrem AWS-Profil ist ungültig.</translation>
    </message>
    <message>
        <source>Check for an unmatched quotation mark.</source>
        <translation>Auf ein einzelnes Anführungszeichen prüfen.</translation>
    </message>
    <message>
        <source>the output isn&apos;t a six-digit code</source>
        <translation>die Ausgabe ist kein sechsstelliger Code</translation>
    </message>
    <message>
        <source>%1 isn&apos;t encrypted: others on the network could read your keys.</source>
        <translation>%1 ist nicht verschlüsselt: Andere im Netzwerk könnten Ihre Schlüssel lesen.</translation>
    </message>
    <message>
        <source>Use an https address. http is allowed only for this computer.</source>
        <translation>Eine https-Adresse verwenden. http ist nur für diesen Computer zulässig.</translation>
    </message>
    <message>
        <source>The variable %1 isn&apos;t a valid address.</source>
        <translation>Die Variable %1 ist keine gültige Adresse.</translation>
    </message>
    <message>
        <source>Fix or unset it, then restart Vouch.</source>
        <translation>Berichtigen oder löschen, dann Vouch neu starten.</translation>
    </message>
    <message>
        <source>The endpoint_url “%1” isn&apos;t a valid address.</source>
        <translation>Die endpoint_url „%1“ ist keine gültige Adresse.</translation>
    </message>
    <message>
        <source>Fix the file, then try again.</source>
        <translation>Die Datei berichtigen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>it isn&apos;t UTF-8</source>
        <translation>sie ist nicht UTF-8</translation>
    </message>
    <message>
        <source>the section [%1] already exists on line %2</source>
        <translation>den Abschnitt [%1] gibt es schon in Zeile %2</translation>
    </message>
    <message>
        <source>there&apos;s no [section] before it</source>
        <translation>davor steht kein [Abschnitt]</translation>
    </message>
    <message>
        <source>it isn&apos;t “key = value”</source>
        <translation>sie ist kein „Schlüssel = Wert“</translation>
    </message>
    <message>
        <source>“%1” is already set on line %2</source>
        <translation>„%1“ steht schon in Zeile %2</translation>
    </message>
    <message>
        <source>a line nested under “%1” isn&apos;t “key = value”</source>
        <translation>eine Zeile unter „%1“ ist kein „Schlüssel = Wert“</translation>
    </message>
    <message>
        <source>it&apos;s larger than 16 MB</source>
        <translation>sie ist größer als 16 MB</translation>
    </message>
    <message>
        <source>The profile “%1” has only half of an access key.</source>
        <translation>Das Profil „%1“ hat nur eine Hälfte eines Zugriffsschlüssels.</translation>
    </message>
    <message>
        <source>%1 on line %2 of %3 is in quotation marks.</source>
        <translation>%1 in Zeile %2 von %3 steht in Anführungszeichen.</translation>
    </message>
    <message>
        <source>Remove them: AWS treats them as part of the value.</source>
        <translation>Anführungszeichen entfernen: AWS hält sie für einen Teil des Werts.</translation>
    </message>
    <message>
        <source>%1 on line %2 of %3 has a comment after it.</source>
        <translation>Auf %1 in Zeile %2 von %3 folgt ein Kommentar.</translation>
    </message>
    <message>
        <source>Move the comment to its own line: AWS treats it as part of the value.</source>
        <translation>Den Kommentar in eine eigene Zeile setzen: AWS hält ihn für einen Teil des Werts.</translation>
    </message>
    <message>
        <source>“%1” of the profile “%2” has nested lines.</source>
        <translation>„%1“ des Profils „%2“ hat eingerückte Zeilen.</translation>
    </message>
    <message>
        <source>Put its value after the “=”.</source>
        <translation>Den Wert hinter das „=“ schreiben.</translation>
    </message>
    <message>
        <source>[%1] on line %2 of %3 must be %4.</source>
        <translation>[%1] in Zeile %2 von %3 muss %4 heißen.</translation>
    </message>
    <message>
        <source>As written, AWS ignores it.</source>
        <translation>So wie es dasteht, übergeht AWS es.</translation>
    </message>
    <message>
        <source>%1 has no profiles.</source>
        <translation>%1 enthält keine Profile.</translation>
    </message>
    <message>
        <source>conflicts with its source_profile</source>
        <translation>widerspricht seinem source_profile</translation>
    </message>
    <message>
        <source>The AWS profile %1 doesn&apos;t say whose keys to assume its role with.</source>
        <translation>Das AWS-Profil %1 sagt nicht, mit wessen Schlüsseln seine Rolle übernommen wird.</translation>
    </message>
    <message>
        <source>Add a source_profile, or add keys: vouch aws add %1</source>
        <translation>Ein source_profile oder Schlüssel hinzufügen: vouch aws add %1</translation>
    </message>
    <message>
        <source>Change the credential_process of %1, or store keys: vouch aws add %2</source>
        <translation>credential_process von %1 ändern oder Schlüssel ablegen: vouch aws add %2</translation>
    </message>
    <message>
        <source>The AWS profile %1 gets its keys from itself: its credential_process runs Vouch again.</source>
        <translation>Das AWS-Profil %1 holt seine Schlüssel von sich selbst: Sein credential_process ruft wieder Vouch auf.</translation>
    </message>
    <message>
        <source>Vouch doesn&apos;t support the credential_source %1 of the AWS profile %2.</source>
        <translation>Vouch unterstützt die credential_source %1 des AWS-Profils %2 nicht.</translation>
    </message>
    <message>
        <source>It works only on AWS&apos;s own servers. Use source_profile.</source>
        <translation>Sie funktioniert nur auf Servern von AWS. source_profile verwenden.</translation>
    </message>
    <message>
        <source>belongs to a different AWS partition than that of %1</source>
        <translation>gehört zu einer anderen AWS-Partition als die von %1</translation>
    </message>
    <message>
        <source>The AWS profiles %1 and %2 name different MFA devices.</source>
        <translation>Die AWS-Profile %1 und %2 nennen verschiedene MFA-Geräte.</translation>
    </message>
    <message>
        <source>AWS accepts a code only with the first keys of the chain. Name one device.</source>
        <translation>AWS nimmt einen Code nur mit den ersten Schlüsseln der Kette an. Ein einziges Gerät nennen.</translation>
    </message>
    <message>
        <source>The AWS profile %1 requires an MFA code, but the keys of %2 are temporary.</source>
        <translation>Das AWS-Profil %1 verlangt einen MFA-Code, aber die Schlüssel von %2 sind befristet.</translation>
    </message>
    <message>
        <source>AWS accepts a code only with long-lived keys: vouch aws add %1</source>
        <translation>AWS nimmt einen Code nur mit dauerhaften Schlüsseln an: vouch aws add %1</translation>
    </message>
    <message>
        <source>isn&apos;t a role ARN</source>
        <translation>ist nicht die ARN einer Rolle</translation>
    </message>
    <message>
        <source>isn&apos;t one that AWS accepts</source>
        <translation>wird von AWS nicht akzeptiert</translation>
    </message>
    <message>
        <source>isn&apos;t 900 to 43200</source>
        <translation>liegt nicht zwischen 900 und 43200</translation>
    </message>
    <message>
        <source>isn&apos;t the name of an MFA device</source>
        <translation>ist nicht der Name eines MFA-Geräts</translation>
    </message>
    <message>
        <source>isn&apos;t an AWS region</source>
        <translation>ist keine AWS-Region</translation>
    </message>
    <message>
        <source>names %1, but there&apos;s no such section</source>
        <translation>nennt %1, aber diesen Abschnitt gibt es nicht</translation>
    </message>
    <message>
        <source>These AWS profiles form a cycle: %1.</source>
        <translation>Diese AWS-Profile bilden einen Kreis: %1.</translation>
    </message>
    <message>
        <source>Change source_profile or include_profile of one of them to break it.</source>
        <translation>source_profile oder include_profile bei einem davon ändern, um ihn zu unterbrechen.</translation>
    </message>
    <message>
        <source>The %1 %2 of the AWS profile %3 doesn&apos;t exist.</source>
        <translation>%1 %2 des AWS-Profils %3 gibt es nicht.</translation>
    </message>
    <message>
        <source>Fix it in %1.</source>
        <translation>In %1 berichtigen.</translation>
    </message>
    <message>
        <source>On line %1 of %2, move the comment to its own line.</source>
        <translation>In Zeile %1 von %2 den Kommentar in eine eigene Zeile setzen.</translation>
    </message>
    <message>
        <source>On line %1 of %2, remove the quotation marks.</source>
        <translation>In Zeile %1 von %2 die Anführungszeichen entfernen.</translation>
    </message>
    <message>
        <source>That&apos;s an availability zone. On line %1 of %2, write %3.</source>
        <translation>Das ist eine Verfügbarkeitszone. In Zeile %1 von %2 schreiben: %3.</translation>
    </message>
    <message>
        <source>Fix it on line %1 of %2.</source>
        <translation>In Zeile %1 von %2 berichtigen.</translation>
    </message>
    <message>
        <source>The AWS profile %2 uses %1, which Vouch doesn&apos;t support yet.</source>
        <translation>Das AWS-Profil %2 verwendet %1, was Vouch noch nicht unterstützt.</translation>
    </message>
    <message>
        <source>Use another profile, or the tool that this one is meant for.</source>
        <translation>Ein anderes Profil verwenden oder das Werkzeug, für das dieses gedacht ist.</translation>
    </message>
    <message>
        <source>On line %1 of %2, write %3.</source>
        <translation>In Zeile %1 von %2 schreiben: %3.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t respond like AWS.</source>
        <translation>%1 antwortet nicht wie AWS.</translation>
    </message>
    <message>
        <source>On a guest network, sign in there first. Otherwise, check the proxy.</source>
        <translation>In einem Gastnetz zuerst dort anmelden. Sonst den Proxy prüfen.</translation>
    </message>
    <message>
        <source>%1 issued credentials that have already expired.</source>
        <translation>%1 hat Zugangsdaten ausgestellt, die bereits abgelaufen sind.</translation>
    </message>
    <message>
        <source>The role %1 belongs to a different AWS partition than %2.</source>
        <translation>Die Rolle %1 gehört zu einer anderen AWS-Partition als %2.</translation>
    </message>
    <message>
        <source>AWS creates sessions and accepts MFA codes only with long-lived keys.</source>
        <translation>AWS eröffnet Sitzungen und akzeptiert MFA-Codes nur mit dauerhaften Schlüsseln.</translation>
    </message>
    <message>
        <source>Set the AWS profile&apos;s region to one in the role&apos;s partition.</source>
        <translation>Im AWS-Profil eine Region aus der Partition der Rolle angeben.</translation>
    </message>
    <message>
        <source>AWS is throttling requests.</source>
        <translation>AWS drosselt Anfragen.</translation>
    </message>
    <message>
        <source>AWS is having problems in %1.</source>
        <translation>AWS hat Probleme in %1.</translation>
    </message>
    <message>
        <source>AWS doesn&apos;t let you use the role %1 in account %2.</source>
        <translation>AWS lässt Sie die Rolle %1 im Konto %2 nicht verwenden.</translation>
    </message>
    <message>
        <source>Ask that account&apos;s administrator to allow you in the role&apos;s trust policy.</source>
        <translation>Den Administrator dieses Kontos bitten, Sie in der Vertrauensrichtlinie der Rolle zuzulassen.</translation>
    </message>
    <message>
        <source>Account %1 doesn&apos;t trust your Vouch server.</source>
        <translation>Das Konto %1 vertraut Ihrem Vouch-Server nicht.</translation>
    </message>
    <message>
        <source>Ask its administrator to add your server as an OIDC provider.</source>
        <translation>Den Administrator des Kontos bitten, Ihren Server als OIDC-Anbieter einzutragen.</translation>
    </message>
    <message>
        <source>AWS says your sign-in has expired.</source>
        <translation>Laut AWS ist Ihre Anmeldung abgelaufen.</translation>
    </message>
    <message>
        <source>Try again in a minute. If this keeps happening, tell your administrator.</source>
        <translation>In einer Minute noch einmal versuchen. Wenn es dabei bleibt, den Administrator verständigen.</translation>
    </message>
    <message>
        <source>Account %1 has STS turned off in %2.</source>
        <translation>Das Konto %1 hat STS in %2 ausgeschaltet.</translation>
    </message>
    <message>
        <source>Use another region, or ask its administrator to turn it on.</source>
        <translation>Eine andere Region verwenden oder den Administrator des Kontos bitten, STS dort einzuschalten.</translation>
    </message>
    <message>
        <source>The session tags of your sign-in are too long for AWS.</source>
        <translation>Die Sitzungs-Tags Ihrer Anmeldung sind zu lang für AWS.</translation>
    </message>
    <message>
        <source>AWS didn&apos;t accept the request for the role %1.</source>
        <translation>AWS hat die Anfrage für die Rolle %1 nicht angenommen.</translation>
    </message>
    <message>
        <source>Usually its duration is longer than the role allows: vouch config list</source>
        <translation>Meist ist die Dauer länger, als die Rolle erlaubt: vouch config list</translation>
    </message>
    <message>
        <source>AWS says this computer&apos;s clock is wrong.</source>
        <translation>Laut AWS geht die Uhr dieses Computers falsch.</translation>
    </message>
    <message>
        <source>See Vouch&apos;s log for its response.</source>
        <translation>Die Antwort steht im Protokoll von Vouch.</translation>
    </message>
    <message>
        <source>Its error code is %1.</source>
        <translation>Der Fehlercode ist %1.</translation>
    </message>
    <message>
        <source>AWS doesn&apos;t recognize the MFA device %1 for the keys of “%2”.</source>
        <translation>AWS kennt das MFA-Gerät %1 für die Schlüssel von „%2“ nicht.</translation>
    </message>
    <message>
        <source>Check mfa_serial in the AWS profile and that the device is enabled.</source>
        <translation>mfa_serial im AWS-Profil prüfen, und ob das Gerät aktiviert ist.</translation>
    </message>
    <message>
        <source>Wait for the next code: each one works only once.</source>
        <translation>Auf den nächsten Code warten: Jeder gilt nur einmal.</translation>
    </message>
    <message>
        <source>AWS doesn&apos;t recognize the key …%1 of the AWS profile “%2”, or the key is inactive.</source>
        <translation>AWS kennt den Schlüssel …%1 des AWS-Profils „%2“ nicht, oder er ist deaktiviert.</translation>
    </message>
    <message>
        <source>Try again to get a new session.</source>
        <translation>Noch einmal versuchen, um eine neue Sitzung zu erhalten.</translation>
    </message>
    <message>
        <source>Try again. If the keys are in a file, renew them there.</source>
        <translation>Noch einmal versuchen. Stehen die Schlüssel in einer Datei, sie dort erneuern.</translation>
    </message>
    <message>
        <source>The secret key of the AWS profile “%1” doesn&apos;t match the key …%2.</source>
        <translation>Der geheime Schlüssel des AWS-Profils „%1“ passt nicht zum Schlüssel …%2.</translation>
    </message>
    <message>
        <source>The account of the AWS profile “%1” has STS turned off in %2.</source>
        <translation>Das Konto des AWS-Profils „%1“ hat STS in %2 ausgeschaltet.</translation>
    </message>
    <message>
        <source>AWS doesn&apos;t let the AWS profile “%1” use the role %2 in account %3.</source>
        <translation>AWS lässt das AWS-Profil „%1“ die Rolle %2 im Konto %3 nicht verwenden.</translation>
    </message>
    <message>
        <source>The role&apos;s trust policy must allow it. Also check external_id and mfa_serial.</source>
        <translation>Die Vertrauensrichtlinie der Rolle muss es zulassen. Auch external_id und mfa_serial prüfen.</translation>
    </message>
</context>
<context>
    <name>vouch::cli</name>
    <message>
        <source>Sign in from Vouch&apos;s window.</source>
        <translation>Melden Sie sich im Fenster von Vouch an.</translation>
    </message>
    <message>
        <source>There is no terminal to prompt on.</source>
        <translation>Für die Eingabe ist kein Terminal verfügbar.</translation>
    </message>
    <message>
        <source>No AWS profiles found. To store access keys, run: vouch aws add PROFILE</source>
        <translation>Keine AWS-Profile gefunden. So speichern Sie Zugriffsschlüssel: vouch aws add PROFILE</translation>
    </message>
    <message>
        <source>Access key ID: </source>
        <translation>Zugriffsschlüssel-ID: </translation>
    </message>
    <message>
        <source>Secret access key: </source>
        <translation>Geheimer Zugriffsschlüssel: </translation>
    </message>
    <message>
        <source>Stored the keys of %1 for the profile %2.</source>
        <translation>Die Schlüssel von %1 sind für das Profil %2 gespeichert.</translation>
    </message>
    <message>
        <source>Remove the stored keys of %1? [y/N] </source>
        <translation>Gespeicherte Schlüssel von %1 entfernen? [y/N] </translation>
    </message>
    <message>
        <source>To confirm without a prompt, run: vouch aws remove --yes %1</source>
        <translation>Ohne Rückfrage bestätigen: vouch aws remove --yes %1</translation>
    </message>
    <message>
        <source>Removed the stored keys of %1. They still work until you delete them at AWS.</source>
        <translation>Die gespeicherten Schlüssel von %1 sind entfernt. Sie gelten weiter, bis Sie sie bei AWS löschen.</translation>
    </message>
    <message>
        <source>Remove them from the credentials file? Vouch saves a backup. [y/N] </source>
        <translation>Aus der Zugangsdatendatei entfernen? Vouch legt eine Sicherungskopie an. [y/N] </translation>
    </message>
    <message>
        <source>Removed the keys from the credentials file. The backup still has them; delete it once everything works: %1</source>
        <translation>Die Schlüssel sind aus der Zugangsdatendatei entfernt. Die Sicherungskopie enthält sie noch; löschen Sie sie, sobald alles funktioniert: %1</translation>
    </message>
    <message>
        <source> as </source>
        <translation> als </translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>Diese Hilfe anzeigen.</translation>
    </message>
    <message>
        <source>Settings, stored in %1:</source>
        <translation>Einstellungen, gespeichert in %1:</translation>
    </message>
    <message>
        <source>Usage:</source>
        <translation>Aufruf:</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Befehle:</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>Argumente:</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Optionen:</translation>
    </message>
    <message>
        <source>Exit codes:</source>
        <translation>Exitcodes:</translation>
    </message>
    <message>
        <source>Run vouch %1 COMMAND --help for details.</source>
        <translation>Einzelheiten zeigt: vouch %1 COMMAND --help</translation>
    </message>
    <message>
        <source>Run vouch COMMAND --help for details, vouch --version for the version. Without a command, vouch shows the status and what to do next.</source>
        <translation>Einzelheiten zeigt vouch COMMAND --help, die Version vouch --version. Ohne Befehl zeigt vouch den Status und was als Nächstes zu tun ist.</translation>
    </message>
    <message>
        <source>There is no command “%1 %2”. %3</source>
        <translation>Es gibt keinen Befehl „%1 %2“. %3</translation>
    </message>
    <message>
        <source>Unknown option: %1. %2</source>
        <translation>Unbekannte Option: %1. %2</translation>
    </message>
    <message>
        <source>%1 needs a value.</source>
        <translation>%1 braucht einen Wert.</translation>
    </message>
    <message>
        <source>%1 takes no value.</source>
        <translation>%1 nimmt keinen Wert an.</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1 fehlt.</translation>
    </message>
    <message>
        <source>Unexpected argument: %1</source>
        <translation>Unerwartetes Argument: %1</translation>
    </message>
    <message>
        <source>There is no command “%1”. %2</source>
        <translation>Es gibt keinen Befehl „%1“. %2</translation>
    </message>
    <message>
        <source>Run vouch help for a list of commands.</source>
        <translation>Alle Befehle zeigt: vouch help</translation>
    </message>
    <message>
        <source>Ask for the PIN on this terminal.</source>
        <translation>Die PIN in diesem Terminal abfragen.</translation>
    </message>
    <message>
        <source>Try a PIN on this terminal even with 3 or fewer attempts left.</source>
        <translation>Eine PIN auch dann in diesem Terminal versuchen, wenn nur noch 3 oder weniger Versuche bleiben.</translation>
    </message>
    <message>
        <source>A role, by name or ARN.</source>
        <translation>Eine Rolle, mit Namen oder ARN.</translation>
    </message>
    <message>
        <source>An AWS profile.</source>
        <translation>Ein AWS-Profil.</translation>
    </message>
    <message>
        <source>Lifetime in seconds, 900 to 43200.</source>
        <translation>Gültigkeit in Sekunden, 900 bis 43200.</translation>
    </message>
    <message>
        <source>The server&apos;s address, saved like: vouch config set server</source>
        <translation>Die Adresse des Servers; sie wird gespeichert wie mit: vouch config set server</translation>
    </message>
    <message>
        <source>Open the AWS console.</source>
        <translation>Die AWS-Konsole öffnen.</translation>
    </message>
    <message>
        <source>With --console, print the address instead of opening it. It works once, within a minute.</source>
        <translation>Mit --console die Adresse ausgeben, statt sie zu öffnen. Sie funktioniert einmal, innerhalb einer Minute.</translation>
    </message>
    <message>
        <source>Print JSON. Times are in Unix seconds.</source>
        <translation>JSON ausgeben. Zeiten sind in Unix-Sekunden.</translation>
    </message>
    <message>
        <source>Print a few characters for a shell&apos;s prompt, such as 7h59m; nothing if Vouch isn&apos;t running or set up.</source>
        <translation>Wenige Zeichen für die Eingabeaufforderung der Shell ausgeben, etwa 7h59m; nichts, wenn Vouch nicht läuft oder nicht eingerichtet ist.</translation>
    </message>
    <message>
        <source>Print the status again when someone signs in or out and when something expires, until Ctrl-C.</source>
        <translation>Den Status bei jeder An- und Abmeldung und jedem Ablauf neu ausgeben, bis Strg-C.</translation>
    </message>
    <message>
        <source>Print one line of JSON. Times are in Unix seconds.</source>
        <translation>Eine Zeile JSON ausgeben. Zeiten sind in Unix-Sekunden.</translation>
    </message>
    <message>
        <source>Name for the added key.</source>
        <translation>Name für den neuen Schlüssel.</translation>
    </message>
    <message>
        <source>Don&apos;t ask for confirmation.</source>
        <translation>Nicht nachfragen.</translation>
    </message>
    <message>
        <source>Ask for the keys on this terminal.</source>
        <translation>Die Schlüssel in diesem Terminal abfragen.</translation>
    </message>
    <message>
        <source>Remove imported keys from the file without asking.</source>
        <translation>Übernommene Schlüssel ohne Rückfrage aus der Datei entfernen.</translation>
    </message>
    <message>
        <source>Don&apos;t ask, and leave the file unchanged.</source>
        <translation>Nicht nachfragen und die Datei nicht ändern.</translation>
    </message>
    <message>
        <source>Pass a profile&apos;s long-lived keys instead of a temporary session.</source>
        <translation>Die langlebigen Schlüssel eines Profils übergeben statt einer zeitlich begrenzten Sitzung.</translation>
    </message>
    <message>
        <source>The command&apos;s AWS region.</source>
        <translation>Die AWS-Region des Befehls.</translation>
    </message>
    <message>
        <source>Set up this region&apos;s hosts only.</source>
        <translation>Nur die Hosts dieser Region einrichten.</translation>
    </message>
    <message>
        <source>Role or profile name that git sends for these hosts.</source>
        <translation>Name der Rolle oder des Profils, den git für diese Hosts sendet.</translation>
    </message>
    <message>
        <source>Show what would change without changing it.</source>
        <translation>Zeigen, was sich ändern würde, ohne etwas zu ändern.</translation>
    </message>
    <message>
        <source>Show every line that changes.</source>
        <translation>Jede geänderte Zeile zeigen.</translation>
    </message>
    <message>
        <source>Undo the setup.</source>
        <translation>Die Einrichtung rückgängig machen.</translation>
    </message>
    <message>
        <source>Also rewrite codecommit:// URLs to https, for submodules and IDEs.</source>
        <translation>Auch codecommit://-URLs in https umschreiben, für Submodule und Entwicklungsumgebungen.</translation>
    </message>
    <message>
        <source>Also clean up what is found, such as older helpers and old stored passwords.</source>
        <translation>Auch bereinigen, was gefunden wird, etwa ältere Helfer und alte gespeicherte Passwörter.</translation>
    </message>
    <message>
        <source>Print JSON for a bug report. It names servers, roles and repositories, but no secrets and no people.</source>
        <translation>JSON für einen Fehlerbericht ausgeben. Darin stehen Server, Rollen und Repositorys, aber keine Geheimnisse und keine Personen.</translation>
    </message>
    <message>
        <source>Region whose STS is called; usually the repository&apos;s.</source>
        <translation>Region, deren STS gefragt wird; meist die des Repositorys.</translation>
    </message>
    <message>
        <source>ARN of a role to assume first, from which this one is assumed.</source>
        <translation>ARN einer Rolle, die zuerst angenommen wird und von der aus diese angenommen wird.</translation>
    </message>
    <message>
        <source>Lifetime of AWS credentials in seconds, 900 to 43200; default 3600.</source>
        <translation>Gültigkeit der AWS-Zugangsdaten in Sekunden, 900 bis 43200; Standard 3600.</translation>
    </message>
    <message>
        <source>Use for every repository that no rule matches.</source>
        <translation>Für jedes Repository verwenden, auf das keine Regel passt.</translation>
    </message>
    <message>
        <source>A key&apos;s name, its ID or the beginning of its ID.</source>
        <translation>Name oder ID eines Schlüssels oder der Anfang seiner ID.</translation>
    </message>
    <message>
        <source>A setting; see below.</source>
        <translation>Eine Einstellung; siehe unten.</translation>
    </message>
    <message>
        <source>The role&apos;s name.</source>
        <translation>Der Name der Rolle.</translation>
    </message>
    <message>
        <source>The key&apos;s new name.</source>
        <translation>Der neue Name des Schlüssels.</translation>
    </message>
    <message>
        <source>bash, zsh or fish.</source>
        <translation>bash, zsh oder fish.</translation>
    </message>
    <message>
        <source>The AWS profile.</source>
        <translation>Das AWS-Profil.</translation>
    </message>
    <message>
        <source>Only this AWS profile.</source>
        <translation>Nur dieses AWS-Profil.</translation>
    </message>
    <message>
        <source>The command and its arguments; your shell if omitted.</source>
        <translation>Der Befehl und seine Argumente; ohne Angabe Ihre Shell.</translation>
    </message>
    <message>
        <source>A repository to check with CodeCommit, too; by default the remote of the repository you are in.</source>
        <translation>Ein Repository, das auch mit CodeCommit geprüft wird; ohne Angabe das Remote des Repositorys, in dem Sie sind.</translation>
    </message>
    <message>
        <source>The new value.</source>
        <translation>Der neue Wert.</translation>
    </message>
    <message>
        <source>A name of your choice.</source>
        <translation>Ein Name Ihrer Wahl.</translation>
    </message>
    <message>
        <source>The role&apos;s ARN: arn:aws:iam::ACCOUNT:role/NAME</source>
        <translation>Der ARN der Rolle: arn:aws:iam::ACCOUNT:role/NAME</translation>
    </message>
    <message>
        <source>A name, or a pattern such as infra-* or us-east-1/infra-*.</source>
        <translation>Ein Name oder ein Muster wie infra-* oder us-east-1/infra-*.</translation>
    </message>
    <message>
        <source>A role&apos;s or AWS profile&apos;s name.</source>
        <translation>Der Name einer Rolle oder eines AWS-Profils.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Erledigt.</translation>
    </message>
    <message>
        <source>The command line is wrong.</source>
        <translation>Die Befehlszeile ist falsch.</translation>
    </message>
    <message>
        <source>Vouch isn&apos;t running.</source>
        <translation>Vouch läuft nicht.</translation>
    </message>
    <message>
        <source>Refused, failed or signed out.</source>
        <translation>Abgelehnt, fehlgeschlagen oder abgemeldet.</translation>
    </message>
    <message>
        <source>Canceled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>You are signed in, or only AWS profiles are set up.</source>
        <translation>Sie sind angemeldet, oder es sind nur AWS-Profile eingerichtet.</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Sie sind nicht angemeldet.</translation>
    </message>
    <message>
        <source>Everything is fine.</source>
        <translation>Alles ist in Ordnung.</translation>
    </message>
    <message>
        <source>There are warnings.</source>
        <translation>Es gibt Warnungen.</translation>
    </message>
    <message>
        <source>There are problems, or the command line is wrong.</source>
        <translation>Es gibt Probleme, oder die Befehlszeile ist falsch.</translation>
    </message>
    <message>
        <source>The command can&apos;t be run.</source>
        <translation>Der Befehl lässt sich nicht ausführen.</translation>
    </message>
    <message>
        <source>The command was not found.</source>
        <translation>Der Befehl wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The setting isn&apos;t set.</source>
        <translation>Die Einstellung ist nicht gesetzt.</translation>
    </message>
    <message>
        <source>Refused or failed.</source>
        <translation>Abgelehnt oder fehlgeschlagen.</translation>
    </message>
    <message>
        <source>enroll this computer at your Vouch server</source>
        <translation>diesen Computer bei Ihrem Vouch-Server registrieren</translation>
    </message>
    <message>
        <source>Enrolls this computer at your organization&apos;s Vouch server. You sign in there once, in a browser.</source>
        <translation>Registriert diesen Computer beim Vouch-Server Ihrer Organisation. Dazu melden Sie sich dort einmal in einem Browser an.</translation>
    </message>
    <message>
        <source>sign in with your security key, or open the AWS console</source>
        <translation>mit dem Sicherheitsschlüssel anmelden oder die AWS-Konsole öffnen</translation>
    </message>
    <message>
        <source>Signs you in with your security key, in Vouch&apos;s window or on this terminal. With --console, opens the AWS console in your browser with a role or an AWS profile.</source>
        <translation>Meldet Sie mit Ihrem Sicherheitsschlüssel an, im Fenster von Vouch oder in diesem Terminal. Mit --console wird die AWS-Konsole mit einer Rolle oder einem AWS-Profil im Browser geöffnet.</translation>
    </message>
    <message>
        <source>sign out</source>
        <translation>abmelden</translation>
    </message>
    <message>
        <source>Signs you out: removes the session and all credentials that came from it.</source>
        <translation>Meldet Sie ab: entfernt die Sitzung und alle Zugangsdaten, die aus ihr stammen.</translation>
    </message>
    <message>
        <source>show who is signed in, and until when</source>
        <translation>zeigen, wer bis wann angemeldet ist</translation>
    </message>
    <message>
        <source>Shows who is signed in and until when.</source>
        <translation>Zeigt, wer bis wann angemeldet ist.</translation>
    </message>
    <message>
        <source>list, add, rename and remove security keys, or change a PIN</source>
        <translation>Sicherheitsschlüssel auflisten, hinzufügen, umbenennen und entfernen oder eine PIN ändern</translation>
    </message>
    <message>
        <source>Manages the security keys that you can sign in with.</source>
        <translation>Verwaltet die Sicherheitsschlüssel, mit denen Sie sich anmelden können.</translation>
    </message>
    <message>
        <source>list your keys</source>
        <translation>Ihre Schlüssel auflisten</translation>
    </message>
    <message>
        <source>Lists the security keys that you can sign in with.</source>
        <translation>Listet die Sicherheitsschlüssel auf, mit denen Sie sich anmelden können.</translation>
    </message>
    <message>
        <source>register another key</source>
        <translation>einen weiteren Schlüssel registrieren</translation>
    </message>
    <message>
        <source>Registers another security key: insert it, enter its PIN, touch it.</source>
        <translation>Registriert einen weiteren Sicherheitsschlüssel: einstecken, seine PIN eingeben, berühren.</translation>
    </message>
    <message>
        <source>rename a key</source>
        <translation>einen Schlüssel umbenennen</translation>
    </message>
    <message>
        <source>Renames a security key.</source>
        <translation>Benennt einen Sicherheitsschlüssel um.</translation>
    </message>
    <message>
        <source>remove a key and end the sessions started with it</source>
        <translation>einen Schlüssel entfernen und die mit ihm begonnenen Sitzungen beenden</translation>
    </message>
    <message>
        <source>Removes a security key and ends the sessions started with it.</source>
        <translation>Entfernt einen Sicherheitsschlüssel und beendet die mit ihm begonnenen Sitzungen.</translation>
    </message>
    <message>
        <source>change the inserted key&apos;s PIN, or set its first one</source>
        <translation>die PIN des eingesteckten Schlüssels ändern oder seine erste festlegen</translation>
    </message>
    <message>
        <source>Changes the inserted key&apos;s PIN, or sets its first one, on this terminal.</source>
        <translation>Ändert in diesem Terminal die PIN des eingesteckten Schlüssels oder legt seine erste fest.</translation>
    </message>
    <message>
        <source>list AWS profiles; add, remove and import access keys</source>
        <translation>AWS-Profile auflisten; Zugriffsschlüssel hinzufügen, entfernen und übernehmen</translation>
    </message>
    <message>
        <source>Manages AWS profiles: those in ~/.aws, and those whose keys Vouch stores in your keychain.</source>
        <translation>Verwaltet AWS-Profile: die in ~/.aws und die, deren Schlüssel Vouch im Schlüsselbund speichert.</translation>
    </message>
    <message>
        <source>list your profiles</source>
        <translation>Ihre Profile auflisten</translation>
    </message>
    <message>
        <source>Lists your AWS profiles.</source>
        <translation>Listet Ihre AWS-Profile auf.</translation>
    </message>
    <message>
        <source>store an IAM user&apos;s access keys</source>
        <translation>die Zugriffsschlüssel eines IAM-Benutzers speichern</translation>
    </message>
    <message>
        <source>Stores an IAM user&apos;s access keys in your keychain. You enter them in a window or on this terminal.</source>
        <translation>Speichert die Zugriffsschlüssel eines IAM-Benutzers im Schlüsselbund. Sie geben sie in einem Fenster oder in diesem Terminal ein.</translation>
    </message>
    <message>
        <source>remove the stored keys</source>
        <translation>die gespeicherten Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Removes stored access keys from your keychain. They still work until you delete them at AWS.</source>
        <translation>Entfernt gespeicherte Zugriffsschlüssel aus dem Schlüsselbund. Sie gelten weiter, bis Sie sie bei AWS löschen.</translation>
    </message>
    <message>
        <source>store the keys from the credentials file, then remove them there</source>
        <translation>die Schlüssel aus der Zugangsdatendatei speichern und dort entfernen</translation>
    </message>
    <message>
        <source>Stores the access keys from AWS&apos;s credentials file in your keychain, then removes them from the file. A backup of the file is saved.</source>
        <translation>Speichert die Zugriffsschlüssel aus der Zugangsdatendatei von AWS im Schlüsselbund und entfernt sie dann aus der Datei. Die Datei wird vorher gesichert.</translation>
    </message>
    <message>
        <source>run a command with AWS credentials</source>
        <translation>einen Befehl mit AWS-Zugangsdaten ausführen</translation>
    </message>
    <message>
        <source>Runs a command with AWS credentials in its environment, like aws-vault exec, and exits with the command&apos;s exit code. The command can use them until they expire.

  vouch exec --profile work -- aws s3 ls</source>
        <translation>Führt einen Befehl mit AWS-Zugangsdaten in seiner Umgebung aus, wie aws-vault exec, und endet mit dem Exitcode des Befehls. Der Befehl kann sie verwenden, bis sie ablaufen.

  vouch exec --profile work -- aws s3 ls</translation>
    </message>
    <message>
        <source>print AWS credentials for another program</source>
        <translation>AWS-Zugangsdaten für ein anderes Programm ausgeben</translation>
    </message>
    <message>
        <source>Prints credentials for other programs.</source>
        <translation>Gibt Zugangsdaten für andere Programme aus.</translation>
    </message>
    <message>
        <source>print AWS credentials as JSON</source>
        <translation>AWS-Zugangsdaten als JSON ausgeben</translation>
    </message>
    <message>
        <source>Prints AWS credentials as JSON for other programs. In ~/.aws/config:

  [profile work]
  credential_process = vouch credential aws --role Developer

Without --role or --profile, uses the role or profile set by: vouch config set role</source>
        <translation>Gibt AWS-Zugangsdaten als JSON für andere Programme aus. In ~/.aws/config:

  [profile work]
  credential_process = vouch credential aws --role Developer

Ohne --role oder --profile gilt die Rolle oder das Profil aus: vouch config set role</translation>
    </message>
    <message>
        <source>set up git for CodeCommit</source>
        <translation>git für CodeCommit einrichten</translation>
    </message>
    <message>
        <source>Sets up git to use Vouch, and no other helper, for CodeCommit. Other hosts are not affected, and changed files are backed up.</source>
        <translation>Richtet git so ein, dass es für CodeCommit Vouch und keinen anderen Helfer verwendet. Andere Hosts sind nicht betroffen, und geänderte Dateien werden gesichert.</translation>
    </message>
    <message>
        <source>find problems and show how to fix them</source>
        <translation>Probleme finden und zeigen, wie sie zu beheben sind</translation>
    </message>
    <message>
        <source>Checks everything that git needs to work with CodeCommit, and shows how to fix problems. Changes nothing.</source>
        <translation>Prüft alles, was git für CodeCommit braucht, und zeigt, wie Probleme zu beheben sind. Ändert nichts.</translation>
    </message>
    <message>
        <source>show what signing in reports about this computer</source>
        <translation>zeigen, was beim Anmelden über diesen Computer berichtet wird</translation>
    </message>
    <message>
        <source>Shows the report about this computer that is sent to your organization&apos;s server at sign-in. In a pipe, prints it byte for byte as it is sent. Doesn&apos;t sign you in or send anything.</source>
        <translation>Zeigt den Bericht über diesen Computer, der beim Anmelden an den Server Ihrer Organisation gesendet wird. In einer Pipe wird er Byte für Byte so ausgegeben, wie er gesendet wird. Meldet Sie nicht an und sendet nichts.</translation>
    </message>
    <message>
        <source>view and change settings, roles and rules</source>
        <translation>Einstellungen, Rollen und Regeln ansehen und ändern</translation>
    </message>
    <message>
        <source>Views and changes Vouch&apos;s settings. Of several rules, the first one that matches wins.</source>
        <translation>Zeigt und ändert die Einstellungen von Vouch. Von mehreren Regeln gilt die erste, die passt.</translation>
    </message>
    <message>
        <source>list all settings, roles and rules</source>
        <translation>alle Einstellungen, Rollen und Regeln auflisten</translation>
    </message>
    <message>
        <source>Lists all settings under the names that config set takes, with the values in force, then the AWS roles and the rules.</source>
        <translation>Listet alle Einstellungen unter den Namen auf, die config set annimmt, mit den geltenden Werten, danach die AWS-Rollen und die Regeln.</translation>
    </message>
    <message>
        <source>print a setting</source>
        <translation>eine Einstellung ausgeben</translation>
    </message>
    <message>
        <source>Prints a setting&apos;s value.</source>
        <translation>Gibt den Wert einer Einstellung aus.</translation>
    </message>
    <message>
        <source>change a setting</source>
        <translation>eine Einstellung ändern</translation>
    </message>
    <message>
        <source>Changes a setting.</source>
        <translation>Ändert eine Einstellung.</translation>
    </message>
    <message>
        <source>reset a setting</source>
        <translation>eine Einstellung zurücksetzen</translation>
    </message>
    <message>
        <source>Resets a setting to its default.</source>
        <translation>Setzt eine Einstellung auf ihren Standardwert zurück.</translation>
    </message>
    <message>
        <source>add or replace an AWS role</source>
        <translation>eine AWS-Rolle hinzufügen oder ersetzen</translation>
    </message>
    <message>
        <source>Adds an AWS role, or replaces the one with that name.</source>
        <translation>Fügt eine AWS-Rolle hinzu oder ersetzt die mit diesem Namen.</translation>
    </message>
    <message>
        <source>remove an AWS role</source>
        <translation>eine AWS-Rolle entfernen</translation>
    </message>
    <message>
        <source>Removes an AWS role.</source>
        <translation>Entfernt eine AWS-Rolle.</translation>
    </message>
    <message>
        <source>use a role or profile for some repositories</source>
        <translation>für manche Repositorys eine Rolle oder ein Profil verwenden</translation>
    </message>
    <message>
        <source>Uses a role or AWS profile for the repositories that match. Of several rules, the first one that matches wins.</source>
        <translation>Verwendet eine Rolle oder ein AWS-Profil für die Repositorys, die passen. Von mehreren Regeln gilt die erste, die passt.</translation>
    </message>
    <message>
        <source>remove a rule</source>
        <translation>eine Regel entfernen</translation>
    </message>
    <message>
        <source>Removes a rule.</source>
        <translation>Entfernt eine Regel.</translation>
    </message>
    <message>
        <source>Prints a script that lets your shell complete commands, options, roles, profiles, keys and settings. Packages install it; otherwise:

  bash  source &lt;(vouch completion bash)         in ~/.bashrc
  zsh   source &lt;(vouch completion zsh)          in ~/.zshrc, after compinit
  fish  vouch completion fish | source          in ~/.config/fish/config.fish</source>
        <translation>Gibt ein Skript aus, mit dem Ihre Shell Befehle, Optionen, Rollen, Profile, Schlüssel und Einstellungen ergänzt. Pakete installieren es; sonst:

  bash  source &lt;(vouch completion bash)         in ~/.bashrc
  zsh   source &lt;(vouch completion zsh)          in ~/.zshrc, nach compinit
  fish  vouch completion fish | source          in ~/.config/fish/config.fish</translation>
    </message>
    <message>
        <source>remove everything Vouch stores on this computer</source>
        <translation>alles entfernen, was Vouch auf diesem Computer speichert</translation>
    </message>
    <message>
        <source>Signs out and removes what Vouch stores on this computer: its key and registration, AWS keys, and settings. git&apos;s configuration is not changed.</source>
        <translation>Meldet Sie ab und entfernt, was Vouch auf diesem Computer speichert: seinen Schlüssel und die Registrierung, AWS-Schlüssel und Einstellungen. Die Konfiguration von git wird nicht geändert.</translation>
    </message>
    <message>
        <source>explain a command</source>
        <translation>einen Befehl erklären</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>Die Version anzeigen.</translation>
    </message>
    <message>
        <source>There are no completions for “%1”, only for bash, zsh and fish.</source>
        <translation>Für „%1“ gibt es keine Ergänzungen, nur für bash, zsh und fish.</translation>
    </message>
    <message>
        <source>There is no setting “%1”.</source>
        <translation>Es gibt keine Einstellung „%1“.</translation>
    </message>
    <message>
        <source>There is no role “%1”, and Vouch could not look for an AWS profile: %2</source>
        <translation>Es gibt keine Rolle „%1“, und nach einem AWS-Profil konnte Vouch nicht suchen: %2</translation>
    </message>
    <message>
        <source>Add a role: vouch config add-role %1 ARN</source>
        <translation>Fügen Sie eine Rolle hinzu: vouch config add-role %1 ARN</translation>
    </message>
    <message>
        <source>There is no role “%1”.</source>
        <translation>Es gibt keine Rolle „%1“.</translation>
    </message>
    <message>
        <source>Vouch quit before it answered. Try again; its log shows why it quit.</source>
        <translation>Vouch hat sich beendet, bevor es antwortete. Versuchen Sie es noch einmal; den Grund nennt das Protokoll.</translation>
    </message>
    <message>
        <source>Vouch didn&apos;t answer in time. Check its window, then try again.</source>
        <translation>Vouch hat nicht rechtzeitig geantwortet. Sehen Sie in sein Fenster und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Vouch sent an unreadable answer. Is the running app the same version?</source>
        <translation>Die Antwort von Vouch ist nicht lesbar. Läuft dieselbe Version?</translation>
    </message>
    <message>
        <source>Vouch sent an answer that&apos;s too long.</source>
        <translation>Die Antwort von Vouch ist zu lang.</translation>
    </message>
    <message>
        <source>Vouch is starting but isn&apos;t ready yet. Run vouch-tray yourself to see why.</source>
        <translation>Vouch startet, ist aber noch nicht bereit. Den Grund sehen Sie, wenn Sie vouch-tray selbst starten.</translation>
    </message>
    <message>
        <source>Vouch quit while starting. Run vouch-tray yourself to see why.</source>
        <translation>Vouch hat sich beim Starten beendet. Den Grund sehen Sie, wenn Sie vouch-tray selbst starten.</translation>
    </message>
    <message>
        <source>Vouch didn&apos;t start in time. Run vouch-tray yourself to see why.</source>
        <translation>Vouch ist nicht rechtzeitig gestartet. Den Grund sehen Sie, wenn Sie vouch-tray selbst starten.</translation>
    </message>
    <message>
        <source>Vouch doesn&apos;t work under sudo. Run git as yourself, without sudo.</source>
        <translation>Vouch funktioniert nicht mit sudo. Führen Sie git selbst aus, ohne sudo.</translation>
    </message>
    <message>
        <source>Can&apos;t open a socket: %1.</source>
        <translation>Es lässt sich kein Socket öffnen: %1.</translation>
    </message>
    <message>
        <source>Can&apos;t reach Vouch at %1: %2.</source>
        <translation>Vouch ist unter %1 nicht erreichbar: %2.</translation>
    </message>
    <message>
        <source>The socket %1 belongs to another user. Nothing was sent to it.</source>
        <translation>Der Socket %1 gehört einem anderen Benutzer. Es wurde nichts dorthin gesendet.</translation>
    </message>
    <message>
        <source>Can&apos;t find this program&apos;s own file: %1.</source>
        <translation>Die eigene Datei dieses Programms ist nicht zu finden: %1.</translation>
    </message>
    <message>
        <source>Can&apos;t create the folder %1: %2.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen: %2.</translation>
    </message>
    <message>
        <source>Can&apos;t start %1: %2.</source>
        <translation>%1 lässt sich nicht starten: %2.</translation>
    </message>
    <message>
        <source>Can&apos;t open %1: %2.</source>
        <translation>%1 lässt sich nicht öffnen: %2.</translation>
    </message>
    <message>
        <source>Can&apos;t watch %1: %2.</source>
        <translation>%1 lässt sich nicht beobachten: %2.</translation>
    </message>
    <message>
        <source>Can&apos;t find your home folder. Set HOME or XDG_RUNTIME_DIR.</source>
        <translation>Ihr persönlicher Ordner ist nicht zu finden. Setzen Sie HOME oder XDG_RUNTIME_DIR.</translation>
    </message>
    <message>
        <source>XDG_RUNTIME_DIR is %1, which belongs to another user. Run: unset XDG_RUNTIME_DIR</source>
        <translation>XDG_RUNTIME_DIR ist %1 und gehört einem anderen Benutzer. Ausführen: unset XDG_RUNTIME_DIR</translation>
    </message>
    <message>
        <source>The path %1 is too long for a socket. Set XDG_RUNTIME_DIR to a shorter one.</source>
        <translation>Der Pfad %1 ist zu lang für einen Socket. Setzen Sie XDG_RUNTIME_DIR auf einen kürzeren.</translation>
    </message>
    <message>
        <source>The folder %1 is accessible to other users. Remove it, or make it yours with mode 700.</source>
        <translation>Andere Benutzer haben Zugriff auf den Ordner %1. Entfernen Sie ihn, oder geben Sie ihm die Rechte 700.</translation>
    </message>
    <message>
        <source>These aren&apos;t valid AWS credentials.</source>
        <translation>Das sind keine gültigen AWS-Zugangsdaten.</translation>
    </message>
    <message>
        <source>Check where they come from.</source>
        <translation>Prüfen Sie, woher sie stammen.</translation>
    </message>
    <message>
        <source>Could not write the credentials to stdout.</source>
        <translation>Die Zugangsdaten konnten nicht auf die Standardausgabe geschrieben werden.</translation>
    </message>
    <message>
        <source>MFA code: </source>
        <translation>MFA-Code: </translation>
    </message>
    <message>
        <source>Other users can access the folder %1, so nothing in it can be trusted.</source>
        <translation>Andere Benutzer haben Zugriff auf den Ordner %1, daher ist nichts darin vertrauenswürdig.</translation>
    </message>
    <message>
        <source>The program %1 is missing.</source>
        <translation>Das Programm %1 fehlt.</translation>
    </message>
    <message>
        <source>Reinstall Vouch.</source>
        <translation>Installieren Sie Vouch neu.</translation>
    </message>
    <message>
        <source>Start %1 yourself to see why.</source>
        <translation>Starten Sie %1 selbst, um den Grund zu sehen.</translation>
    </message>
    <message>
        <source>Vouch is running.</source>
        <translation>Vouch läuft.</translation>
    </message>
    <message>
        <source>Try again: vouch doctor</source>
        <translation>Versuchen Sie es noch einmal: vouch doctor</translation>
    </message>
    <message>
        <source>%1 isn&apos;t a CodeCommit address, so Vouch doesn&apos;t handle it.</source>
        <translation>%1 ist keine Adresse von CodeCommit, daher ist Vouch dafür nicht zuständig.</translation>
    </message>
    <message>
        <source>git gets no password for %1: %2</source>
        <translation>git bekommt kein Passwort für %1: %2</translation>
    </message>
    <message>
        <source>Vouch told git: %1</source>
        <translation>Vouch hat git gemeldet: %1</translation>
    </message>
    <message>
        <source>git gets a password for %1 from another helper, not from Vouch.</source>
        <translation>git bekommt das Passwort für %1 von einem anderen Helfer, nicht von Vouch.</translation>
    </message>
    <message>
        <source>git gets an expired password for %1 from another helper; CodeCommit rejects it with 403.</source>
        <translation>git bekommt für %1 ein abgelaufenes Passwort von einem anderen Helfer; CodeCommit lehnt es mit 403 ab.</translation>
    </message>
    <message>
        <source>git gets a password for %1 that was made with long-lived AWS keys, not by Vouch.</source>
        <translation>git bekommt für %1 ein Passwort, das mit langlebigen AWS-Schlüsseln erzeugt wurde, nicht von Vouch.</translation>
    </message>
    <message>
        <source>git gets a fresh password for %1.</source>
        <translation>git bekommt ein frisches Passwort für %1.</translation>
    </message>
    <message>
        <source>git ls-remote works.</source>
        <translation>git ls-remote funktioniert.</translation>
    </message>
    <message>
        <source>git ls-remote fails: %1</source>
        <translation>git ls-remote schlägt fehl: %1</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>kein Grund angegeben</translation>
    </message>
    <message>
        <source>the command line</source>
        <translation>der Befehlszeile</translation>
    </message>
    <message>
        <source>%1 git uses the proxy %2, set in %3.</source>
        <translation>%1 git verwendet den Proxy %2, festgelegt in %3.</translation>
    </message>
    <message>
        <source>git uses Vouch, and no other helper, for CodeCommit.</source>
        <translation>git verwendet für CodeCommit Vouch und keinen anderen Helfer.</translation>
    </message>
    <message>
        <source>No other helper stores a CodeCommit password.</source>
        <translation>Kein anderer Helfer speichert ein CodeCommit-Passwort.</translation>
    </message>
    <message>
        <source>GIT_SSL_NO_VERIFY is set, so anyone on the network path can intercept your passwords.</source>
        <translation>GIT_SSL_NO_VERIFY ist gesetzt. Deshalb kann jeder auf dem Weg durchs Netz Ihre Passwörter mitlesen.</translation>
    </message>
    <message>
        <source>AWS_CA_BUNDLE is set, but Vouch doesn&apos;t use it. Vouch only reads its own settings.</source>
        <translation>AWS_CA_BUNDLE ist gesetzt, aber Vouch verwendet es nicht. Vouch liest nur seine eigenen Einstellungen.</translation>
    </message>
    <message>
        <source>No environment variable overrides git&apos;s configuration.</source>
        <translation>Keine Umgebungsvariable hat Vorrang vor der Konfiguration von git.</translation>
    </message>
    <message>
        <source>These environment variables override git&apos;s configuration: %1.</source>
        <translation>Diese Umgebungsvariablen haben Vorrang vor der Konfiguration von git: %1.</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Everything looks good.</source>
        <translation>Alles in Ordnung.</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 Problem</translation>
    </message>
    <message>
        <source>%1 problems</source>
        <translation>%1 Probleme</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 Warnungen</translation>
    </message>
    <message>
        <source>Opening your browser. If nothing happens, open this address yourself:</source>
        <translation>Ihr Browser wird geöffnet. Wenn nichts geschieht, öffnen Sie diese Adresse selbst:</translation>
    </message>
    <message>
        <source>Open this address in a browser, on this computer or another:</source>
        <translation>Öffnen Sie diese Adresse in einem Browser, auf diesem oder einem anderen Computer:</translation>
    </message>
    <message>
        <source>Enter this code there:</source>
        <translation>Geben Sie dort diesen Code ein:</translation>
    </message>
    <message>
        <source>Make sure it shows this code, or enter the code if prompted:</source>
        <translation>Vergewissern Sie sich, dass dort dieser Code steht, oder geben Sie ihn ein, wenn danach gefragt wird:</translation>
    </message>
    <message>
        <source>Waiting for you until %1. Press Ctrl-C to cancel.</source>
        <translation>Vouch wartet bis %1 auf Sie. Mit Strg-C brechen Sie ab.</translation>
    </message>
    <message>
        <source>The server asked Vouch to slow down. Still waiting for you…</source>
        <translation>Der Server bittet Vouch, langsamer zu fragen. Vouch wartet weiter auf Sie …</translation>
    </message>
    <message>
        <source>Can&apos;t reach the server. Still trying…</source>
        <translation>Der Server ist nicht erreichbar. Vouch versucht es weiter …</translation>
    </message>
    <message>
        <source>The server is reachable again. Waiting for you…</source>
        <translation>Der Server ist wieder erreichbar. Vouch wartet auf Sie …</translation>
    </message>
    <message>
        <source>Approved.</source>
        <translation>Genehmigt.</translation>
    </message>
    <message>
        <source>The inserted key isn&apos;t registered at the server yet. Next, register it.</source>
        <translation>Der eingesteckte Schlüssel ist beim Server noch nicht registriert. Das folgt jetzt.</translation>
    </message>
    <message>
        <source>The inserted key is registered.</source>
        <translation>Der eingesteckte Schlüssel ist registriert.</translation>
    </message>
    <message>
        <source>The inserted key was not registered.%1 To register it later, run: vouch keys add</source>
        <translation>Der eingesteckte Schlüssel wurde nicht registriert.%1 So registrieren Sie ihn später: vouch keys add</translation>
    </message>
    <message>
        <source>Next, sign in with your key: vouch login</source>
        <translation>Melden Sie sich jetzt mit Ihrem Schlüssel an: vouch login</translation>
    </message>
    <message>
        <source>Then set up git to use Vouch: vouch setup codecommit</source>
        <translation>Richten Sie danach git ein: vouch setup codecommit</translation>
    </message>
    <message>
        <source>Canceled. This computer is enrolled, but the inserted key is not registered.</source>
        <translation>Abgebrochen. Dieser Computer ist registriert, aber der eingesteckte Schlüssel ist es nicht.</translation>
    </message>
    <message>
        <source>This computer is enrolled at %1.</source>
        <translation>Dieser Computer ist bei %1 registriert.</translation>
    </message>
    <message>
        <source>This computer is enrolled at %1 as %2.</source>
        <translation>Dieser Computer ist bei %1 registriert, angemeldet als %2.</translation>
    </message>
    <message>
        <source>Can&apos;t run %1: %2.</source>
        <translation>%1 lässt sich nicht ausführen: %2.</translation>
    </message>
    <message>
        <source>This shell already has the credentials of %1 from vouch exec.</source>
        <translation>Diese Shell hat bereits die Zugangsdaten von %1 aus vouch exec.</translation>
    </message>
    <message>
        <source>Leave this shell first: exit</source>
        <translation>Verlassen Sie zuerst diese Shell: exit</translation>
    </message>
    <message>
        <source>this computer&apos;s registration and key at %1</source>
        <translation>die Registrierung und den Schlüssel dieses Computers bei %1</translation>
    </message>
    <message>
        <source>AWS keys in the keychain, which can&apos;t be listed: %1</source>
        <translation>AWS-Schlüssel im Schlüsselbund, die sich nicht auflisten lassen: %1</translation>
    </message>
    <message>
        <source>the AWS keys of %1, whose secrets you can&apos;t get back</source>
        <translation>die AWS-Schlüssel von %1, deren Geheimnisse Sie nicht wiederbekommen</translation>
    </message>
    <message>
        <source>the settings and recent activity</source>
        <translation>die Einstellungen und die letzten Aktivitäten</translation>
    </message>
    <message>
        <source>To confirm without a prompt, run: vouch forget --yes</source>
        <translation>Ohne Rückfrage bestätigen: vouch forget --yes</translation>
    </message>
    <message>
        <source>This signs you out and removes:</source>
        <translation>Das meldet Sie ab und entfernt:</translation>
    </message>
    <message>
        <source>Remove all of it? [y/N] </source>
        <translation>Alles entfernen? [y/N] </translation>
    </message>
    <message>
        <source>Removed as much of Vouch&apos;s data on this computer as possible.</source>
        <translation>Von den Daten, die Vouch auf diesem Computer hat, wurde so viel wie möglich entfernt.</translation>
    </message>
    <message>
        <source>Removed everything Vouch stored on this computer. The program and its log remain.</source>
        <translation>Alles ist entfernt, was Vouch auf diesem Computer gespeichert hatte. Das Programm und sein Protokoll bleiben.</translation>
    </message>
    <message>
        <source>Git is still set up to use Vouch. To undo that, run: vouch setup codecommit --undo</source>
        <translation>git verwendet weiterhin Vouch. So machen Sie das rückgängig: vouch setup codecommit --undo</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>MODEL</source>
        <translation>MODELL</translation>
    </message>
    <message>
        <source>ADDED</source>
        <translation>REGISTRIERT</translation>
    </message>
    <message>
        <source>signed in with this one</source>
        <translation>damit sind Sie angemeldet</translation>
    </message>
    <message>
        <source>No key matches “%1”.</source>
        <translation>Kein Schlüssel passt zu „%1“.</translation>
    </message>
    <message>
        <source>List your keys: vouch keys list</source>
        <translation>Ihre Schlüssel zeigt: vouch keys list</translation>
    </message>
    <message>
        <source>%1 keys match “%2”.</source>
        <translation>%1 Schlüssel passen zu „%2“.</translation>
    </message>
    <message>
        <source>Use more of the key&apos;s ID: vouch keys list</source>
        <translation>Geben Sie mehr von der ID des Schlüssels an: vouch keys list</translation>
    </message>
    <message>
        <source>Removing %1 (%2) ends every session started with it%3.</source>
        <translation>Mit %1 (%2) enden alle Sitzungen, die damit begonnen wurden%3.</translation>
    </message>
    <message>
        <source>, including this one</source>
        <translation>, auch diese</translation>
    </message>
    <message>
        <source>Remove it? [y/N] </source>
        <translation>Entfernen? [y/N] </translation>
    </message>
    <message>
        <source>To confirm without a prompt, run: vouch keys remove --yes %1</source>
        <translation>Ohne Rückfrage bestätigen: vouch keys remove --yes %1</translation>
    </message>
    <message>
        <source>Added %1.</source>
        <translation>%1 ist hinzugefügt.</translation>
    </message>
    <message>
        <source>Added %1. You now have %2 keys.</source>
        <translation>%1 ist hinzugefügt. Sie haben jetzt %2 Schlüssel.</translation>
    </message>
    <message>
        <source>Renamed %1 to %2.</source>
        <translation>%1 heißt jetzt %2.</translation>
    </message>
    <message>
        <source>This is your last key. Without it you can&apos;t sign in.</source>
        <translation>Das ist Ihr letzter Schlüssel. Ohne ihn können Sie sich nicht anmelden.</translation>
    </message>
    <message>
        <source>Add another key first: vouch keys add</source>
        <translation>Fügen Sie zuerst einen anderen Schlüssel hinzu: vouch keys add</translation>
    </message>
    <message>
        <source>Removed %1. One session ended.</source>
        <translation>%1 ist entfernt. Eine Sitzung wurde beendet.</translation>
    </message>
    <message>
        <source>Removed %1. %2 sessions ended.</source>
        <translation>%1 ist entfernt. %2 Sitzungen wurden beendet.</translation>
    </message>
    <message>
        <source>You&apos;re signed out. To sign in again, run: vouch login</source>
        <translation>Sie sind abgemeldet. So melden Sie sich wieder an: vouch login</translation>
    </message>
    <message>
        <source>Change the PIN in Vouch&apos;s Keys window.</source>
        <translation>Ändern Sie die PIN im Schlüsselfenster von Vouch.</translation>
    </message>
    <message>
        <source>your key</source>
        <translation>den Schlüssel</translation>
    </message>
    <message>
        <source>Changed the PIN of %1.</source>
        <translation>Die PIN für %1 ist geändert.</translation>
    </message>
    <message>
        <source>Set the PIN of %1.</source>
        <translation>Die PIN für %1 ist festgelegt.</translation>
    </message>
    <message>
        <source>You are already signed in%1 until %2. Continuing starts a new session; press Ctrl-C to keep this one.</source>
        <translation>Sie sind bereits%1 angemeldet, bis %2. Wenn Sie fortfahren, beginnt eine neue Sitzung; mit Strg-C behalten Sie diese.</translation>
    </message>
    <message>
        <source>Signed in%1 at %2 until %3.</source>
        <translation>Angemeldet%1 bei %2 bis %3.</translation>
    </message>
    <message>
        <source>Opening the AWS console in your browser…</source>
        <translation>Die AWS-Konsole wird im Browser geöffnet …</translation>
    </message>
    <message>
        <source>Could not open a browser. Open this address within a minute; it works once:</source>
        <translation>Es ließ sich kein Browser öffnen. Öffnen Sie diese Adresse innerhalb einer Minute; sie funktioniert einmal:</translation>
    </message>
    <message>
        <source>--role, --profile, --duration and --stdout need --console.</source>
        <translation>--role, --profile, --duration und --stdout gehören zu --console.</translation>
    </message>
    <message>
        <source>Could not protect this program&apos;s memory from your other programs.</source>
        <translation>Der Speicher dieses Programms ließ sich nicht vor Ihren anderen Programmen schützen.</translation>
    </message>
    <message>
        <source>Set up a Vouch server: vouch enroll --server https://SERVER</source>
        <translation>Einen Vouch-Server einrichten: vouch enroll --server https://SERVER</translation>
    </message>
    <message>
        <source>Or store an IAM user&apos;s access keys: vouch aws add PROFILE</source>
        <translation>Oder die Zugriffsschlüssel eines IAM-Benutzers speichern: vouch aws add PROFILE</translation>
    </message>
    <message>
        <source>Sign in: vouch login</source>
        <translation>Anmelden: vouch login</translation>
    </message>
    <message>
        <source>Set up git: vouch setup codecommit</source>
        <translation>git einrichten: vouch setup codecommit</translation>
    </message>
    <message>
        <source>This report is sent when you sign in. To stop sending it: vouch config set posture false</source>
        <translation>Dieser Bericht wird beim Anmelden gesendet. So schalten Sie das ab: vouch config set posture false</translation>
    </message>
    <message>
        <source>This report is not sent, so your organization may refuse to sign you in. To send it: vouch config set posture true</source>
        <translation>Dieser Bericht wird nicht gesendet. Daher kann es sein, dass Ihre Organisation die Anmeldung ablehnt. So senden Sie ihn: vouch config set posture true</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Distribution</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Build</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Disk is encrypted</source>
        <translation>Laufwerk verschlüsselt</translation>
    </message>
    <message>
        <source>Encrypted with</source>
        <translation>Verschlüsselt mit</translation>
    </message>
    <message>
        <source>Secure Boot</source>
        <translation>Secure Boot</translation>
    </message>
    <message>
        <source>TPM</source>
        <translation>TPM</translation>
    </message>
    <message>
        <source>TPM version</source>
        <translation>TPM-Version</translation>
    </message>
    <message>
        <source>Firewall</source>
        <translation>Firewall</translation>
    </message>
    <message>
        <source>Firewall by</source>
        <translation>Firewall durch</translation>
    </message>
    <message>
        <source>Screen locks</source>
        <translation>Bildschirmsperre</translation>
    </message>
    <message>
        <source>Screen locks after</source>
        <translation>Bildschirmsperre nach</translation>
    </message>
    <message>
        <source>Access control</source>
        <translation>Zugriffskontrolle</translation>
    </message>
    <message>
        <source>Access control by</source>
        <translation>Zugriffskontrolle durch</translation>
    </message>
    <message>
        <source>Automatic updates</source>
        <translation>Automatische Updates</translation>
    </message>
    <message>
        <source>Updated by</source>
        <translation>Aktualisiert durch</translation>
    </message>
    <message>
        <source>Root&apos;s rights</source>
        <translation>Root-Rechte</translation>
    </message>
    <message>
        <source>Running for</source>
        <translation>Läuft seit</translation>
    </message>
    <message>
        <source>Collected at</source>
        <translation>Erhoben um</translation>
    </message>
    <message>
        <source>Vouch</source>
        <translation>Vouch</translation>
    </message>
    <message>
        <source>Kind of report</source>
        <translation>Art des Berichts</translation>
    </message>
    <message>
        <source>Report&apos;s version</source>
        <translation>Version des Berichts</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>keys in the keychain</source>
        <translation>Schlüssel im Schlüsselbund</translation>
    </message>
    <message>
        <source>keys in the file</source>
        <translation>Schlüssel in der Datei</translation>
    </message>
    <message>
        <source>role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>can&apos;t be used</source>
        <translation>nicht verwendbar</translation>
    </message>
    <message>
        <source>PROFILE</source>
        <translation>PROFIL</translation>
    </message>
    <message>
        <source>KIND</source>
        <translation>ART</translation>
    </message>
    <message>
        <source>MFA DEVICE</source>
        <translation>MFA-GERÄT</translation>
    </message>
    <message>
        <source>CACHED UNTIL</source>
        <translation>GÜLTIG BIS</translation>
    </message>
    <message>
        <source>Enter the PIN again: </source>
        <translation>Geben Sie die PIN noch einmal ein: </translation>
    </message>
    <message>
        <source>The two PINs don&apos;t match.</source>
        <translation>Die beiden PINs stimmen nicht überein.</translation>
    </message>
    <message>
        <source> (1 attempt left)</source>
        <translation> (noch 1 Versuch)</translation>
    </message>
    <message>
        <source> (%1 attempts left)</source>
        <translation> (noch %1 Versuche)</translation>
    </message>
    <message>
        <source>Wrong PIN. </source>
        <translation>Falsche PIN. </translation>
    </message>
    <message>
        <source>Old PIN</source>
        <translation>Alte PIN</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>%1%2 for %3%4: </source>
        <translation>%1%2 für %3%4: </translation>
    </message>
    <message>
        <source>New PIN for %1, at least %2 characters: </source>
        <translation>Neue PIN für %1, mindestens %2 Zeichen: </translation>
    </message>
    <message>
        <source>This key has several accounts:</source>
        <translation>Dieser Schlüssel hat mehrere Konten:</translation>
    </message>
    <message>
        <source>Which one? [1-%1] </source>
        <translation>Welches? [1-%1] </translation>
    </message>
    <message>
        <source>Insert your security key.</source>
        <translation>Stecken Sie Ihren Sicherheitsschlüssel ein.</translation>
    </message>
    <message>
        <source>Touch the key you want to use: %1.</source>
        <translation>Berühren Sie den Schlüssel, den Sie verwenden möchten: %1.</translation>
    </message>
    <message>
        <source>Touch your key: it is blinking.</source>
        <translation>Berühren Sie Ihren Schlüssel: Er blinkt.</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>Region %1</translation>
    </message>
    <message>
        <source>via %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>duration %1</source>
        <translation>Gültigkeit %1</translation>
    </message>
    <message>
        <source>used if no rule matches</source>
        <translation>gilt, wenn keine Regel passt</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>The region for codecommit:// URLs is not known.</source>
        <translation>Die Region für codecommit://-URLs ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Run this inside such a repository, or add a region, such as --region us-east-1.</source>
        <translation>Führen Sie dies in einem solchen Repository aus, oder geben Sie eine Region an, etwa --region us-east-1.</translation>
    </message>
    <message>
        <source>1 line</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>%1: %2 added, %3 removed</source>
        <translation>%1: %2 hinzugefügt, %3 entfernt</translation>
    </message>
    <message>
        <source>1 thing to clean up:</source>
        <translation>1 Punkt zu bereinigen:</translation>
    </message>
    <message>
        <source>%1 things to clean up:</source>
        <translation>%1 Punkte zu bereinigen:</translation>
    </message>
    <message>
        <source>  To fix it: %1</source>
        <translation>  So beheben: %1</translation>
    </message>
    <message>
        <source>To fix what Vouch can fix, run: vouch setup codecommit --clear-up</source>
        <translation>Was Vouch beheben kann, behebt: vouch setup codecommit --clear-up</translation>
    </message>
    <message>
        <source>Would remove: %1 %2</source>
        <translation>Würde entfernt: %1 %2</translation>
    </message>
    <message>
        <source>Removed: %1 %2</source>
        <translation>Entfernt: %1 %2</translation>
    </message>
    <message>
        <source>Git isn&apos;t set up to use Vouch. Nothing to change.</source>
        <translation>git ist nicht mit Vouch eingerichtet. Es gibt nichts zu ändern.</translation>
    </message>
    <message>
        <source>Restored %1.</source>
        <translation>%1 ist wiederhergestellt.</translation>
    </message>
    <message>
        <source>Removed %1, which did not exist before.</source>
        <translation>%1 ist entfernt; die Datei gab es vorher nicht.</translation>
    </message>
    <message>
        <source>%1 has changed since setup, so only Vouch&apos;s lines were removed.</source>
        <translation>%1 hat sich seit der Einrichtung geändert, daher wurden nur die Zeilen von Vouch entfernt.</translation>
    </message>
    <message>
        <source>The original is saved in %1.</source>
        <translation>Das Original liegt in %1.</translation>
    </message>
    <message>
        <source>--undo can&apos;t be combined with other options.</source>
        <translation>--undo lässt sich nicht mit anderen Optionen kombinieren.</translation>
    </message>
    <message>
        <source>Git is already set up. Nothing to change.</source>
        <translation>git ist bereits eingerichtet. Es gibt nichts zu ändern.</translation>
    </message>
    <message>
        <source>Git now uses Vouch for CodeCommit. A backup is in %1; to restore it, run: vouch setup codecommit --undo</source>
        <translation>git verwendet jetzt Vouch für CodeCommit. Eine Sicherungskopie liegt in %1; so stellen Sie sie wieder her: vouch setup codecommit --undo</translation>
    </message>
    <message>
        <source>--short and --json can&apos;t be combined.</source>
        <translation>--short und --json lassen sich nicht kombinieren.</translation>
    </message>
    <message>
        <source>All commands: vouch help</source>
        <translation>Alle Befehle: vouch help</translation>
    </message>
    <message>
        <source>Signed out.</source>
        <translation>Abgemeldet.</translation>
    </message>
    <message>
        <source> until </source>
        <translation> bis </translation>
    </message>
    <message>
        <source> with unknown expiration</source>
        <translation> mit unbekanntem Ablauf</translation>
    </message>
    <message>
        <source>Signed in%1 at %2 until %3 (%4 left).</source>
        <translation>Angemeldet%1 bei %2 bis %3 (noch %4).</translation>
    </message>
    <message>
        <source>Waiting for you in Vouch&apos;s window. Requests waiting: %1.</source>
        <translation>Vouch wartet in seinem Fenster auf Sie. Wartende Anfragen: %1.</translation>
    </message>
    <message>
        <source>Set up for AWS profiles. No Vouch server is set, and none is needed.</source>
        <translation>Für AWS-Profile eingerichtet. Ein Vouch-Server ist nicht festgelegt und wird nicht gebraucht.</translation>
    </message>
    <message>
        <source>Not set up yet.</source>
        <translation>Noch nicht eingerichtet.</translation>
    </message>
    <message>
        <source>Run: vouch login</source>
        <translation>Ausführen: vouch login</translation>
    </message>
    <message>
        <source>Vouch is not running.</source>
        <translation>Vouch läuft nicht.</translation>
    </message>
    <message>
        <source>It starts automatically when git needs it.</source>
        <translation>Es startet von selbst, wenn git es braucht.</translation>
    </message>
    <message>
        <source>Role %1 in account %2, AWS credentials%3.</source>
        <translation>Rolle %1 im Konto %2, AWS-Zugangsdaten%3.</translation>
    </message>
    <message>
        <source>AWS profile %1, AWS credentials%2.</source>
        <translation>AWS-Profil %1, AWS-Zugangsdaten%2.</translation>
    </message>
    <message>
        <source>AWS_PROFILE is set to %1, but your role %2 takes precedence.</source>
        <translation>AWS_PROFILE steht auf %1, aber Ihre Rolle %2 hat Vorrang.</translation>
    </message>
    <message>
        <source>A question is waiting for you in Vouch&apos;s window. Requests waiting: %1.</source>
        <translation>Im Fenster von Vouch wartet eine Frage auf Sie. Wartende Anfragen: %1.</translation>
    </message>
    <message>
        <source>Problem: %1</source>
        <translation>Problem: %1</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>abgemeldet</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation>Meinten Sie %1?</translation>
    </message>
    <message>
        <source>Did you mean one of these: %1?</source>
        <translation>Meinten Sie eines davon: %1?</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 Std. %2 Min.</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 Min.</translation>
    </message>
    <message>
        <source>Your team&apos;s file, or its https address.</source>
        <translation>Die Datei Ihres Teams oder ihre https-Adresse.</translation>
    </message>
    <message>
        <source>Run: kill %1 (this ends its session; Vouch starts again when git needs it).</source>
        <translation>Ausführen: kill %1 (das beendet seine Sitzung; Vouch startet wieder, wenn git es braucht).</translation>
    </message>
    <message>
        <source>Quit Vouch in its tray menu and start it again. This ends your session.</source>
        <translation>Beenden Sie Vouch über das Menü seines Symbols und starten Sie es wieder. Das beendet Ihre Sitzung.</translation>
    </message>
    <message>
        <source>Quit Vouch in its tray menu and start it again.</source>
        <translation>Beenden Sie Vouch über das Menü seines Symbols und starten Sie es wieder.</translation>
    </message>
    <message>
        <source>The running Vouch is version %1; restart it to use %2.</source>
        <translation>Es läuft Vouch in Version %1; starten Sie es neu, um %2 zu verwenden.</translation>
    </message>
    <message>
        <source>An update of Vouch is installed; restart Vouch to use it.</source>
        <translation>Eine Aktualisierung von Vouch ist installiert; starten Sie Vouch neu, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>This command is version %1, and the running Vouch is %2.</source>
        <translation>Dieser Befehl hat die Version %1, und es läuft Vouch %2.</translation>
    </message>
    <message>
        <source>Update or remove the older one: %1</source>
        <translation>Aktualisieren oder entfernen Sie die ältere Version: %1</translation>
    </message>
    <message>
        <source>set and locked by your organization</source>
        <translation>von Ihrer Organisation festgelegt und gesperrt</translation>
    </message>
    <message>
        <source>set by your organization</source>
        <translation>von Ihrer Organisation festgelegt</translation>
    </message>
    <message>
        <source>Your organization&apos;s settings are in %1.</source>
        <translation>Die Einstellungen Ihrer Organisation stehen in %1.</translation>
    </message>
    <message>
        <source>set up git, or take settings from your team&apos;s file</source>
        <translation>git einrichten oder Einstellungen aus der Datei Ihres Teams übernehmen</translation>
    </message>
    <message>
        <source>Sets up git to use Vouch. With --from, takes settings from a file that your team gave you: shows what would change and asks first. Such a file can&apos;t set certificate authorities, files, or which programs get AWS credentials.</source>
        <translation>Richtet git für Vouch ein. Mit --from werden Einstellungen aus einer Datei Ihres Teams übernommen: Vouch zeigt, was sich ändern würde, und fragt zuerst. Eine solche Datei kann weder Zertifizierungsstellen noch Dateien festlegen, und auch nicht, welche Programme AWS-Anmeldedaten bekommen.</translation>
    </message>
    <message>
        <source>%1, instead of %2</source>
        <translation>%1 statt %2</translation>
    </message>
    <message>
        <source>%1 sets:</source>
        <translation>%1 legt fest:</translation>
    </message>
    <message>
        <source>Say what to set up: codecommit, or --from FILE.</source>
        <translation>Geben Sie an, was eingerichtet werden soll: codecommit oder --from DATEI.</translation>
    </message>
    <message>
        <source>Saved to %1.</source>
        <translation>Gespeichert in %1.</translation>
    </message>
    <message>
        <source>Next, set up git to use Vouch: vouch setup codecommit</source>
        <translation>Richten Sie als Nächstes git für Vouch ein: vouch setup codecommit</translation>
    </message>
    <message>
        <source>Can&apos;t find the program %1.</source>
        <translation>Das Programm %1 wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The pipe %1 belongs to another user. Nothing was sent to it.</source>
        <translation>Die Pipe %1 gehört einem anderen Benutzer. Es wurde nichts dorthin gesendet.</translation>
    </message>
    <message>
        <source>Can&apos;t find your home folder. Set USERPROFILE.</source>
        <translation>Ihr persönlicher Ordner ist nicht zu finden. Setzen Sie USERPROFILE.</translation>
    </message>
    <message>
        <source>Can&apos;t find out which user this is: %1.</source>
        <translation>Der Benutzer lässt sich nicht feststellen: %1.</translation>
    </message>
    <message>
        <source>Can&apos;t protect what Vouch creates: %1.</source>
        <translation>Was Vouch anlegt, lässt sich nicht schützen: %1.</translation>
    </message>
    <message>
        <source>The folder %1 is accessible to other users. Remove it, or make it yours.</source>
        <translation>Andere Benutzer haben Zugriff auf den Ordner %1. Entfernen Sie ihn, oder geben Sie nur sich selbst Rechte daran.</translation>
    </message>
    <message>
        <source>Can&apos;t find your home folder. Set HOME.</source>
        <translation>Ihr persönlicher Ordner ist nicht zu finden. Setzen Sie HOME.</translation>
    </message>
    <message>
        <source>The path %1 is too long for a socket.</source>
        <translation>Der Pfad %1 ist zu lang für einen Socket.</translation>
    </message>
    <message>
        <source>Vouch is still running after %1 seconds.</source>
        <translation>Vouch läuft nach %1 Sekunden noch.</translation>
    </message>
    <message>
        <source>Vouch has quit.</source>
        <translation>Vouch ist beendet.</translation>
    </message>
    <message>
        <source>Print the report exactly as it is sent. This is the default in a pipe.</source>
        <translation>Den Bericht so ausgeben, wie er gesendet wird; das geschieht auch in einer Pipe.</translation>
    </message>
    <message>
        <source>Rules (the first match wins)</source>
        <translation>Regeln, von denen die erste gilt, die passt</translation>
    </message>
    <message>
        <source>print a completion script for your shell</source>
        <translation>ein Skript ausgeben, mit dem Ihre Shell die Wörter von vouch ergänzt</translation>
    </message>
    <message>
        <source>To use these settings without a prompt, add --yes.</source>
        <translation>Um diese Einstellungen ohne Rückfrage zu übernehmen, fügen Sie --yes hinzu.</translation>
    </message>
    <message>
        <source>Use these settings? [y/N] </source>
        <translation>Diese Einstellungen übernehmen? [y/N] </translation>
    </message>
    <message>
        <source>Your settings already match this file. Nothing to change.</source>
        <translation>Ihre Einstellungen stimmen mit dieser Datei bereits überein. Es gibt nichts zu ändern.</translation>
    </message>
    <message>
        <source>%1 is asking for your key: continue in its window.</source>
        <translation>%1 fragt nach Ihrem Schlüssel: Fahren Sie in seinem Fenster fort.</translation>
    </message>
    <message>
        <source>%1 is asking for your key: continue in its window. Requests waiting: %2.</source>
        <translation>%1 fragt nach Ihrem Schlüssel: Fahren Sie in seinem Fenster fort. Wartende Anfragen: %2.</translation>
    </message>
    <message>
        <source>End the vouch-tray process (PID %1) yourself.</source>
        <translation>Beenden Sie den Prozess vouch-tray (PID %1) selbst.</translation>
    </message>
    <message>
        <source>sign out and quit Vouch</source>
        <translation>abmelden und Vouch beenden</translation>
    </message>
    <message>
        <source>Signs you out, quits Vouch, and waits until it has exited. Vouch starts again when git needs it or when you open it.</source>
        <translation>Meldet Sie ab, beendet Vouch und wartet, bis es beendet ist. Vouch startet wieder, wenn git es braucht oder wenn Sie es öffnen.</translation>
    </message>
</context>
<context>
    <name>vouch::core</name>
    <message>
        <source>Can&apos;t find the file %1.</source>
        <translation>Die Datei %1 ist nicht zu finden.</translation>
    </message>
    <message>
        <source>Check the file name.</source>
        <translation>Den Dateinamen prüfen.</translation>
    </message>
    <message>
        <source>%1 belongs to another user.</source>
        <translation>%1 gehört einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>Use a file that you own.</source>
        <translation>Eine eigene Datei verwenden.</translation>
    </message>
    <message>
        <source>Other users can write to %1.</source>
        <translation>Andere Benutzer können in %1 schreiben.</translation>
    </message>
</context>
<context>
    <name>vouch::endpoint</name>
    <message>
        <source>Nobody answered in time.</source>
        <translation>Niemand hat rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Run the command again.</source>
        <translation>Führen Sie den Befehl noch einmal aus.</translation>
    </message>
    <message>
        <source>Run: vouch setup codecommit</source>
        <translation>Ausführen: vouch setup codecommit</translation>
    </message>
    <message>
        <source>The operation is neither get nor erase.</source>
        <translation>Die Operation ist weder get noch erase.</translation>
    </message>
    <message>
        <source>Waiting for you to sign in: look for Vouch&apos;s window.</source>
        <translation>Bitte melden Sie sich an: Das Fenster von Vouch wartet auf Sie.</translation>
    </message>
    <message>
        <source>The key was removed or changed.</source>
        <translation>Der Schlüssel wurde abgezogen oder gewechselt.</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN. %n attempt(s) left.</source>
        <translation>
            <numerusform>Falsche PIN. Noch %n Versuch.</numerusform>
            <numerusform>Falsche PIN. Noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %n attempt(s) left for this key&apos;s PIN.</source>
        <translation>
            <numerusform>Nur noch %n Versuch für die PIN dieses Schlüssels.</numerusform>
            <numerusform>Nur noch %n Versuche für die PIN dieses Schlüssels.</numerusform>
        </translation>
    </message>
    <message>
        <source>Run: vouch login --terminal</source>
        <translation>Ausführen: vouch login --terminal</translation>
    </message>
    <message>
        <source>Run: vouch config set server https://YOUR-SERVER</source>
        <translation>Ausführen: vouch config set server https://SERVER</translation>
    </message>
    <message>
        <source>Run: vouch aws add --terminal %1</source>
        <translation>Ausführen: vouch aws add --terminal %1</translation>
    </message>
    <message>
        <source>Waiting for you: look for Vouch&apos;s window.</source>
        <translation>Vouch wartet auf Sie: Sehen Sie im Fenster von Vouch nach.</translation>
    </message>
    <message>
        <source>There is no role “%1”.</source>
        <translation>Es gibt keine Rolle „%1“.</translation>
    </message>
    <message>
        <source>Add it: vouch config add-role NAME ARN</source>
        <translation>Hinzufügen: vouch config add-role NAME ARN</translation>
    </message>
    <message>
        <source>The nearest are: %1.</source>
        <translation>Am ähnlichsten: %1.</translation>
    </message>
    <message>
        <source>Name a role or a profile, not both.</source>
        <translation>Nennen Sie eine Rolle oder ein Profil, nicht beides.</translation>
    </message>
    <message>
        <source>This key can&apos;t have a PIN.</source>
        <translation>Dieser Schlüssel kann keine PIN haben.</translation>
    </message>
    <message>
        <source>Use a FIDO2 key.</source>
        <translation>Verwenden Sie einen FIDO2-Schlüssel.</translation>
    </message>
    <message>
        <source>Set one: vouch keys change-pin</source>
        <translation>Legen Sie eine fest: vouch keys change-pin</translation>
    </message>
    <message>
        <source>Change it: vouch keys change-pin</source>
        <translation>Ändern Sie sie: vouch keys change-pin</translation>
    </message>
    <message>
        <source>The request doesn&apos;t name an AWS profile.</source>
        <translation>Die Anfrage nennt kein AWS-Profil.</translation>
    </message>
    <message>
        <source>List the AWS profiles: vouch aws list</source>
        <translation>AWS-Profile auflisten: vouch aws list</translation>
    </message>
    <message>
        <source>Vouch is running without a display.</source>
        <translation>Vouch läuft ohne Bildschirm.</translation>
    </message>
    <message>
        <source>If you&apos;re sure of the PIN: vouch keys change-pin --last-attempts</source>
        <translation>Wenn Sie sich der PIN sicher sind: vouch keys change-pin --last-attempts</translation>
    </message>
    <message>
        <source>The new PIN is the same as the old one.</source>
        <translation>Die neue PIN ist dieselbe wie die alte.</translation>
    </message>
    <message>
        <source>Vouch is responding, and only you can reach it.</source>
        <translation>Vouch antwortet, und nur Sie können darauf zugreifen.</translation>
    </message>
    <message>
        <source>The folder %1 and its contents aren&apos;t private to you.</source>
        <translation>Nicht nur Sie können auf den Ordner %1 und seinen Inhalt zugreifen.</translation>
    </message>
    <message>
        <source>Vouch doesn&apos;t understand this request.</source>
        <translation>Vouch versteht diese Anfrage nicht.</translation>
    </message>
    <message>
        <source>The request didn&apos;t arrive in time.</source>
        <translation>Die Anfrage kam nicht rechtzeitig an.</translation>
    </message>
    <message>
        <source>A line isn&apos;t in the form key=value, or isn&apos;t UTF-8.</source>
        <translation>Eine Zeile hat nicht die Form key=value oder ist kein UTF-8.</translation>
    </message>
    <message>
        <source>The request is too long.</source>
        <translation>Die Anfrage ist zu lang.</translation>
    </message>
    <message>
        <source>The request doesn&apos;t start with vouch/1 and a command.</source>
        <translation>Die Anfrage beginnt nicht mit vouch/1 und einem Befehl.</translation>
    </message>
    <message>
        <source>Update Vouch, then restart it.</source>
        <translation>Aktualisieren Sie Vouch und starten Sie es neu.</translation>
    </message>
    <message>
        <source>Vouch didn&apos;t ask for anything more.</source>
        <translation>Vouch hat nach nichts weiter gefragt.</translation>
    </message>
    <message>
        <source>“%1” is one of your roles, and roles take precedence over AWS profiles.</source>
        <translation>„%1“ ist eine Ihrer Rollen, und Rollen haben Vorrang vor AWS-Profilen.</translation>
    </message>
    <message>
        <source>Use the role, or rename it: vouch config list</source>
        <translation>Verwenden Sie die Rolle oder benennen Sie sie um: vouch config list</translation>
    </message>
    <message>
        <source>That isn&apos;t a valid duration.</source>
        <translation>Das ist keine gültige Dauer.</translation>
    </message>
    <message>
        <source>AWS accepts 900 to 43200 seconds.</source>
        <translation>AWS akzeptiert 900 bis 43200 Sekunden.</translation>
    </message>
    <message>
        <source>Vouch is set up for another server.</source>
        <translation>Vouch ist für einen anderen Server eingerichtet.</translation>
    </message>
    <message>
        <source>Vouch signs for CodeCommit over HTTPS only.</source>
        <translation>Vouch signiert für CodeCommit nur über HTTPS.</translation>
    </message>
    <message>
        <source>The request doesn&apos;t name a repository.</source>
        <translation>Die Anfrage nennt kein Repository.</translation>
    </message>
    <message>
        <source>If you&apos;re sure of the PIN: vouch login --terminal --last-attempts</source>
        <translation>Wenn Sie sich der PIN sicher sind: vouch login --terminal --last-attempts</translation>
    </message>
    <message>
        <source>That isn&apos;t one of the accounts.</source>
        <translation>Das ist keines der Konten.</translation>
    </message>
    <message>
        <source>Run the command again and enter an account&apos;s number.</source>
        <translation>Führen Sie den Befehl noch einmal aus und geben Sie die Nummer eines Kontos ein.</translation>
    </message>
    <message>
        <source>A PIN has 4 to 63 characters. No attempt was used.</source>
        <translation>Eine PIN hat 4 bis 63 Zeichen. Es wurde kein Versuch verbraucht.</translation>
    </message>
    <message>
        <source>Run the command again to try another PIN.</source>
        <translation>Führen Sie den Befehl noch einmal aus, um eine andere PIN zu versuchen.</translation>
    </message>
    <message>
        <source>Install one version only, then quit Vouch in its tray menu and start it again.</source>
        <translation>Installieren Sie nur eine Version. Beenden Sie Vouch dann über das Menü seines Symbols und starten Sie es wieder.</translation>
    </message>
    <message>
        <source>Vouch %1 is running, and doesn&apos;t know this command.</source>
        <translation>Es läuft Vouch %1, und das kennt diesen Befehl nicht.</translation>
    </message>
    <message>
        <source>Quit Vouch in its tray menu, which ends its session, and start it again to use %1.</source>
        <translation>Beenden Sie Vouch über das Menü seines Symbols – das beendet seine Sitzung – und starten Sie es wieder, um %1 zu verwenden.</translation>
    </message>
    <message>
        <source>Vouch %1 is running and doesn&apos;t understand this version of Vouch.</source>
        <translation>Vouch %1 läuft und versteht diese Version von Vouch nicht.</translation>
    </message>
</context>
<context>
    <name>vouch::endpoint::Endpoint</name>
    <message>
        <source>Can&apos;t lock %1: %2.</source>
        <translation>%1 lässt sich nicht sperren: %2.</translation>
    </message>
    <message>
        <source>If it isn&apos;t a regular file of yours, remove it.</source>
        <translation>Wenn das keine gewöhnliche, eigene Datei ist, entfernen Sie sie.</translation>
    </message>
    <message>
        <source>Too many programs are using Vouch at once.</source>
        <translation>Zu viele Programme verwenden Vouch gleichzeitig.</translation>
    </message>
    <message>
        <source>Try again when some of them have finished.</source>
        <translation>Versuchen Sie es noch einmal, wenn einige davon fertig sind.</translation>
    </message>
    <message>
        <source>Can&apos;t listen on %1.</source>
        <translation>Auf %1 lassen sich keine Verbindungen annehmen.</translation>
    </message>
</context>
<context>
    <name>vouch::fido</name>
    <message>
        <source>Wrong PIN.</source>
        <translation>Falsche PIN.</translation>
    </message>
    <message>
        <source>Three wrong PINs in a row.</source>
        <translation>Dreimal nacheinander die falsche PIN.</translation>
    </message>
    <message>
        <source>This key&apos;s PIN is blocked.</source>
        <translation>Die PIN dieses Schlüssels ist gesperrt.</translation>
    </message>
    <message>
        <source>This key has no PIN yet.</source>
        <translation>Dieser Schlüssel hat noch keine PIN.</translation>
    </message>
    <message>
        <source>This key isn&apos;t registered.</source>
        <translation>Dieser Schlüssel ist nicht registriert.</translation>
    </message>
    <message>
        <source>You didn&apos;t touch the key.</source>
        <translation>Der Schlüssel wurde nicht berührt.</translation>
    </message>
    <message>
        <source>Insert it again.</source>
        <translation>Wieder einstecken.</translation>
    </message>
    <message>
        <source>Use a FIDO2 key with a PIN.</source>
        <translation>Einen FIDO2-Schlüssel mit PIN verwenden.</translation>
    </message>
    <message>
        <source>Enter its PIN, or use another key.</source>
        <translation>Seine PIN eingeben oder einen anderen Schlüssel verwenden.</translation>
    </message>
    <message>
        <source>This key has no room for another account.</source>
        <translation>Dieser Schlüssel hat keinen Platz für ein weiteres Konto.</translation>
    </message>
    <message>
        <source>Change it instead.</source>
        <translation>Stattdessen die PIN ändern.</translation>
    </message>
    <message>
        <source>Set one in Vouch&apos;s Keys window, or run: vouch keys change-pin</source>
        <translation>Eine im Fenster „Schlüssel“ von Vouch festlegen oder ausführen: vouch keys change-pin</translation>
    </message>
    <message>
        <source>Change it in Vouch&apos;s Keys window, or run: vouch keys change-pin</source>
        <translation>Sie im Fenster „Schlüssel“ von Vouch ändern oder ausführen: vouch keys change-pin</translation>
    </message>
    <message>
        <source>Use another key. If this one works elsewhere, please report it.</source>
        <translation>Einen anderen Schlüssel verwenden. Wenn dieser anderswo funktioniert, melden Sie es bitte.</translation>
    </message>
    <message>
        <source>Another program is using your key.</source>
        <translation>Ein anderes Programm verwendet Ihren Schlüssel.</translation>
    </message>
    <message>
        <source>Enter the PIN of the inserted key.</source>
        <translation>Die PIN des eingesteckten Schlüssels eingeben.</translation>
    </message>
    <message>
        <source>Remove the key and insert it again.</source>
        <translation>Den Schlüssel abziehen und wieder einstecken.</translation>
    </message>
    <message>
        <source>Your key didn&apos;t recognize you.</source>
        <translation>Der Schlüssel hat Sie nicht erkannt.</translation>
    </message>
    <message>
        <source>This key requires a new PIN.</source>
        <translation>Dieser Schlüssel verlangt eine neue PIN.</translation>
    </message>
    <message>
        <source>Your key requires you to verify yourself first.</source>
        <translation>Ihr Schlüssel verlangt, dass Sie sich zuerst ausweisen.</translation>
    </message>
    <message>
        <source>Try again with its PIN. If that doesn&apos;t help, use another key.</source>
        <translation>Mit seiner PIN noch einmal versuchen. Hilft das nicht, einen anderen Schlüssel verwenden.</translation>
    </message>
    <message>
        <source>Your key rejected the request as incomplete.</source>
        <translation>Der Schlüssel hat die Anfrage als unvollständig abgelehnt.</translation>
    </message>
    <message>
        <source>Use another key, or register this one with your organization.</source>
        <translation>Einen anderen Schlüssel verwenden oder diesen bei der Organisation registrieren.</translation>
    </message>
    <message>
        <source>This key is already registered.</source>
        <translation>Dieser Schlüssel ist bereits registriert.</translation>
    </message>
    <message>
        <source>Insert the key you want to add.</source>
        <translation>Den Schlüssel einstecken, den Sie hinzufügen möchten.</translation>
    </message>
    <message>
        <source>Remove an account with the key manufacturer&apos;s app, or use another key.</source>
        <translation>Mit dem Programm des Herstellers ein Konto entfernen oder einen anderen Schlüssel verwenden.</translation>
    </message>
    <message>
        <source>Try again with the key within reach.</source>
        <translation>Noch einmal versuchen, wenn er in Reichweite ist.</translation>
    </message>
    <message>
        <source>Canceled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>The key was removed or isn&apos;t responding.</source>
        <translation>Der Schlüssel wurde abgezogen oder antwortet nicht.</translation>
    </message>
    <message>
        <source>This key doesn&apos;t support what Vouch needs.</source>
        <translation>Dieser Schlüssel unterstützt nicht, was Vouch benötigt.</translation>
    </message>
    <message>
        <source>Close that program, such as a browser tab, ykman, or a virtual machine, then try again.</source>
        <translation>Dieses Programm schließen, etwa einen Browser-Tab, ykman oder eine virtuelle Maschine, und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Vouch is already using your key.</source>
        <translation>Vouch verwendet Ihren Schlüssel bereits.</translation>
    </message>
    <message>
        <source>Finish that first: touch the key or cancel.</source>
        <translation>Das zuerst beenden: den Schlüssel berühren oder abbrechen.</translation>
    </message>
    <message>
        <source>This computer doesn&apos;t let you use your key.</source>
        <translation>Auf diesem Computer dürfen Sie Ihren Schlüssel nicht verwenden.</translation>
    </message>
    <message>
        <source>Your key didn&apos;t accept this PIN.</source>
        <translation>Der Schlüssel hat diese PIN nicht angenommen.</translation>
    </message>
    <message>
        <source>It may be too simple, or the same as the current one. Choose another PIN.</source>
        <translation>Vielleicht ist sie zu einfach oder die bisherige. Eine andere wählen.</translation>
    </message>
    <message numerus="yes">
        <source>It may be too simple. Choose another PIN of at least %n character(s).</source>
        <translation>
            <numerusform>Vielleicht ist sie zu einfach. Eine andere mit mindestens %n Zeichen wählen.</numerusform>
            <numerusform>Vielleicht ist sie zu einfach. Eine andere mit mindestens %n Zeichen wählen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This key already has a PIN.</source>
        <translation>Dieser Schlüssel hat bereits eine PIN.</translation>
    </message>
    <message>
        <source>This key doesn&apos;t allow a PIN to be set.</source>
        <translation>Bei diesem Schlüssel lässt sich keine PIN festlegen.</translation>
    </message>
    <message>
        <source>Use the key manufacturer&apos;s app.</source>
        <translation>Das Programm des Herstellers verwenden.</translation>
    </message>
    <message>
        <source>Use another key. Only a reset unblocks this one, and a reset erases it.</source>
        <translation>Verwenden Sie einen anderen Schlüssel. Nur Zurücksetzen entsperrt diesen, und das löscht alles darauf.</translation>
    </message>
    <message>
        <source>You canceled in Windows&apos; window.</source>
        <translation>Sie haben im Fenster von Windows abgebrochen.</translation>
    </message>
    <message>
        <source>Windows stopped waiting for your key.</source>
        <translation>Windows wartet nicht mehr auf Ihren Schlüssel.</translation>
    </message>
    <message>
        <source>Windows found no account for this server on your key.</source>
        <translation>Windows hat auf Ihrem Schlüssel kein Konto für diesen Server gefunden.</translation>
    </message>
    <message>
        <source>Windows found no security key.</source>
        <translation>Windows hat keinen Sicherheitsschlüssel gefunden.</translation>
    </message>
    <message>
        <source>Insert your key, then try again.</source>
        <translation>Den Schlüssel einstecken und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Your key or this Windows doesn&apos;t support what Vouch needs.</source>
        <translation>Ihr Schlüssel oder dieses Windows unterstützt nicht, was Vouch braucht.</translation>
    </message>
    <message>
        <source>Use a FIDO2 key with a PIN, and install Windows&apos; updates.</source>
        <translation>Einen FIDO2-Schlüssel mit PIN verwenden und die Updates von Windows installieren.</translation>
    </message>
    <message>
        <source>Windows rejected Vouch&apos;s request as invalid.</source>
        <translation>Windows hat die Anfrage von Vouch als ungültig abgelehnt.</translation>
    </message>
    <message>
        <source>Install Windows&apos; updates. If that doesn&apos;t help, please report it.</source>
        <translation>Die Updates von Windows installieren. Wenn das nicht hilft, melden Sie es bitte.</translation>
    </message>
    <message>
        <source>Windows couldn&apos;t use your key.</source>
        <translation>Windows konnte Ihren Schlüssel nicht verwenden.</translation>
    </message>
    <message>
        <source>Try again. If it fails again, restart Windows.</source>
        <translation>Noch einmal versuchen. Wenn es wieder nicht gelingt, Windows neu starten.</translation>
    </message>
    <message>
        <source>This Windows can&apos;t ask for security keys on Vouch&apos;s behalf.</source>
        <translation>Dieses Windows kann nicht für Vouch nach Sicherheitsschlüsseln fragen.</translation>
    </message>
    <message>
        <source>Install Windows&apos; updates: Vouch needs what Windows 10 has since version 1903.</source>
        <translation>Die Updates von Windows installieren: Vouch braucht, was Windows 10 seit Version 1903 hat.</translation>
    </message>
    <message>
        <source>Windows keeps a key&apos;s PIN, and what is on it, to itself.</source>
        <translation>Windows verwaltet die PIN und den Inhalt eines Schlüssels allein.</translation>
    </message>
    <message>
        <source>Change the PIN in Windows&apos; Settings: Accounts, Sign-in options, Security key.</source>
        <translation>Die PIN ändern Sie in den Einstellungen von Windows: Konten, Anmeldeoptionen, Sicherheitsschlüssel.</translation>
    </message>
</context>
<context>
    <name>vouch::http</name>
    <message>
        <source>Can&apos;t find %1.</source>
        <translation>%1 ist nicht zu finden.</translation>
    </message>
    <message>
        <source>Check the network. If you use a VPN, connect it.</source>
        <translation>Das Netzwerk prüfen. Gibt es ein VPN, dieses verbinden.</translation>
    </message>
    <message>
        <source>Can&apos;t reach %1.</source>
        <translation>%1 ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Can&apos;t read the certificates in %1: %2.</source>
        <translation>Die Zertifikate in %1 sind nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>Check the file, or run: vouch config unset ca-bundle</source>
        <translation>Die Datei prüfen oder ausführen: vouch config unset ca-bundle</translation>
    </message>
    <message>
        <source>Ask your administrator for the authority&apos;s .pem file.</source>
        <translation>Beim Administrator nach der .pem-Datei der Zertifizierungsstelle fragen.</translation>
    </message>
    <message>
        <source>The certificate of %1 is for another server.</source>
        <translation>Das Zertifikat von %1 gehört zu einem anderen Server.</translation>
    </message>
    <message>
        <source>Check the address. On a guest network, sign in there first.</source>
        <translation>Die Adresse prüfen. In einem Gastnetz zuerst dort anmelden.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid yet.</source>
        <translation>Das Zertifikat von %1 ist noch nicht gültig.</translation>
    </message>
    <message>
        <source>Tell your administrator.</source>
        <translation>Den Administrator verständigen.</translation>
    </message>
    <message>
        <source>Vouch can&apos;t send this to %1.</source>
        <translation>Vouch kann das nicht an %1 senden.</translation>
    </message>
    <message>
        <source>Can&apos;t find the proxy %1.</source>
        <translation>Der Proxy %1 ist nicht zu finden.</translation>
    </message>
    <message>
        <source>The proxy %1 did not answer in time.</source>
        <translation>Der Proxy %1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The certificate of %1 expired on %2.</source>
        <translation>Das Zertifikat von %1 ist am %2 abgelaufen.</translation>
    </message>
    <message>
        <source>If this computer&apos;s clock is right, tell your administrator.</source>
        <translation>Wenn die Uhr dieses Computers richtig geht, den Administrator verständigen.</translation>
    </message>
    <message>
        <source>It comes from the system&apos;s proxy settings. Check it there.</source>
        <translation>Er steht in den Proxy-Einstellungen des Systems. Dort prüfen.</translation>
    </message>
    <message>
        <source>The proxy %1 refused the connection.</source>
        <translation>Der Proxy %1 hat die Verbindung abgelehnt.</translation>
    </message>
    <message>
        <source>The proxy %1 requires a valid user name and password.</source>
        <translation>Der Proxy %1 verlangt einen gültigen Benutzernamen und ein gültiges Passwort.</translation>
    </message>
    <message>
        <source>The proxy %1 closed the connection.</source>
        <translation>Der Proxy %1 hat die Verbindung geschlossen.</translation>
    </message>
    <message>
        <source>The proxy %1 doesn&apos;t let Vouch reach %2.</source>
        <translation>Der Proxy %1 lässt Vouch nicht zu %2.</translation>
    </message>
    <message>
        <source>Can&apos;t make a secure connection to %1.</source>
        <translation>Es kommt keine sichere Verbindung zu %1 zustande.</translation>
    </message>
    <message>
        <source>%1 closed the connection before Vouch could send its request.</source>
        <translation>%1 hat die Verbindung geschlossen, bevor Vouch die Anfrage senden konnte.</translation>
    </message>
    <message>
        <source>Try again. If this keeps happening, tell your administrator.</source>
        <translation>Noch einmal versuchen. Wenn es dabei bleibt, den Administrator verständigen.</translation>
    </message>
    <message>
        <source>%1 sent a response that&apos;s too long.</source>
        <translation>%1 hat eine zu lange Antwort gesendet.</translation>
    </message>
    <message>
        <source>The proxy %1 did not connect to %2 in time.</source>
        <translation>Der Proxy %1 hat nicht rechtzeitig eine Verbindung zu %2 hergestellt.</translation>
    </message>
    <message>
        <source>%1 sent a response that Vouch doesn&apos;t understand.</source>
        <translation>%1 hat eine Antwort gesendet, die Vouch nicht versteht.</translation>
    </message>
    <message>
        <source>Check the address and, if there&apos;s one, the proxy.</source>
        <translation>Die Adresse prüfen und, falls es einen gibt, den Proxy.</translation>
    </message>
    <message>
        <source>Check that Vouch is up to date.</source>
        <translation>Prüfen, ob Vouch aktuell ist.</translation>
    </message>
    <message>
        <source>%1 redirected the request.</source>
        <translation>%1 hat die Anfrage umgeleitet.</translation>
    </message>
    <message>
        <source>Vouch doesn&apos;t follow redirects. Check the server&apos;s address.</source>
        <translation>Vouch folgt keinen Weiterleitungen. Die Adresse des Servers prüfen.</translation>
    </message>
    <message>
        <source>it isn&apos;t a file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <source>it&apos;s too large</source>
        <translation>sie ist zu groß</translation>
    </message>
    <message>
        <source>%1 has no certificates in PEM format.</source>
        <translation>%1 enthält kein Zertifikat im PEM-Format.</translation>
    </message>
    <message>
        <source>The variable %1 doesn&apos;t name a proxy that Vouch can use.</source>
        <translation>Die Variable %1 nennt keinen Proxy, den Vouch verwenden kann.</translation>
    </message>
    <message>
        <source>Set it to http://HOST:PORT or socks5h://HOST:PORT, then restart Vouch.</source>
        <translation>Auf http://RECHNER:PORT oder socks5h://RECHNER:PORT setzen, dann Vouch neu starten.</translation>
    </message>
    <message>
        <source>It comes from %1 in the environment Vouch was started in. Fix or unset it, then restart Vouch.</source>
        <translation>Er steht in der Umgebung, in der Vouch gestartet wurde, in der Variablen %1. Berichtigen oder löschen Sie sie und starten Sie Vouch neu.</translation>
    </message>
    <message>
        <source>The connection to %1 ended before its response was complete.</source>
        <translation>Die Verbindung zu %1 endete, bevor die Antwort vollständig war.</translation>
    </message>
    <message>
        <source>The connection to %1 ended before it answered.</source>
        <translation>Die Verbindung zu %1 endete, bevor eine Antwort kam.</translation>
    </message>
    <message>
        <source>The certificate of %1 isn&apos;t trusted: this computer doesn&apos;t know its issuer.</source>
        <translation>Das Zertifikat von %1 ist nicht vertrauenswürdig: Dieser Computer kennt den Aussteller nicht.</translation>
    </message>
    <message>
        <source>The certificate of %1 isn&apos;t trusted.</source>
        <translation>Das Zertifikat von %1 ist nicht vertrauenswürdig.</translation>
    </message>
    <message>
        <source>Something between this computer and the server doesn&apos;t use TLS. Check the proxy.</source>
        <translation>Etwas auf dem Weg dorthin verwendet kein TLS. Den Proxy prüfen.</translation>
    </message>
</context>
<context>
    <name>vouch::identity</name>
    <message>
        <source>%1 did not accept the key.</source>
        <translation>%1 hat den Schlüssel nicht angenommen.</translation>
    </message>
    <message>
        <source>Is this key registered there? Try again, or use another key.</source>
        <translation>Ist dieser Schlüssel dort registriert? Noch einmal versuchen oder einen anderen verwenden.</translation>
    </message>
    <message>
        <source>Run: vouch forget, then sign in again.</source>
        <translation>Ausführen: vouch forget, danach erneut anmelden.</translation>
    </message>
    <message>
        <source>Check its ARN: vouch config list</source>
        <translation>Die ARN prüfen: vouch config list</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Erneut anmelden.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>Versuchen Sie es in einer Minute noch einmal.</translation>
    </message>
    <message>
        <source>Check the server&apos;s address. On a guest network, sign in there first.</source>
        <translation>Die Adresse des Servers prüfen. In einem Gastnetz zuerst dort anmelden.</translation>
    </message>
    <message>
        <source>Vouch&apos;s own key in your keychain is damaged.</source>
        <translation>Der eigene Schlüssel von Vouch im Schlüsselbund ist beschädigt.</translation>
    </message>
    <message>
        <source>Run: vouch forget</source>
        <translation>Ausführen: vouch forget</translation>
    </message>
    <message>
        <source>%1 asked for a sign-in that belongs to another server.</source>
        <translation>%1 hat eine Anmeldung verlangt, die zu einem anderen Server gehört.</translation>
    </message>
    <message>
        <source>Nothing was changed. Add the key again.</source>
        <translation>Nichts wurde geändert. Den Schlüssel noch einmal hinzufügen.</translation>
    </message>
    <message>
        <source>Adding the key took too long.</source>
        <translation>Das Hinzufügen des Schlüssels hat zu lange gedauert.</translation>
    </message>
    <message>
        <source>This is your last key.</source>
        <translation>Das ist der letzte Schlüssel.</translation>
    </message>
    <message>
        <source>Without it you can&apos;t sign in. Add another key first.</source>
        <translation>Ohne ihn ist keine Anmeldung möglich. Erst einen weiteren hinzufügen.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1 asked for a key that belongs to another server.</source>
        <translation>%1 hat einen Schlüssel verlangt, der zu einem anderen Server gehört.</translation>
    </message>
    <message>
        <source>%1 no longer knows this request.</source>
        <translation>%1 kennt diese Anfrage nicht mehr.</translation>
    </message>
    <message>
        <source>Sign in with your key.</source>
        <translation>Mit dem Schlüssel anmelden.</translation>
    </message>
    <message>
        <source>Ask your administrator.</source>
        <translation>Den Administrator fragen.</translation>
    </message>
    <message>
        <source>This sign-in is no longer valid at %1.</source>
        <translation>Diese Anmeldung gilt bei %1 nicht mehr.</translation>
    </message>
    <message>
        <source>Try again, or use another key.</source>
        <translation>Noch einmal versuchen oder einen anderen Schlüssel verwenden.</translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n minute(s), as the server requested.</source>
        <translation>
            <numerusform>In einer Minute noch einmal versuchen, wie vom Server verlangt.</numerusform>
            <numerusform>In %n Minuten noch einmal versuchen, wie vom Server verlangt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n hour(s), as the server requested.</source>
        <translation>
            <numerusform>In einer Stunde noch einmal versuchen, wie vom Server verlangt.</numerusform>
            <numerusform>In %n Stunden noch einmal versuchen, wie vom Server verlangt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server says: %1</source>
        <translation>Der Server meldet: %1</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t let your account sign in.</source>
        <translation>%1 lässt die Anmeldung mit Ihrem Konto nicht zu.</translation>
    </message>
    <message>
        <source>The key may have been copied. Tell your administrator and use another key.</source>
        <translation>Der Schlüssel könnte kopiert worden sein. Den Administrator verständigen und einen anderen verwenden.</translation>
    </message>
    <message>
        <source>Sign in again and touch your key within four minutes.</source>
        <translation>Noch einmal anmelden und den Schlüssel innerhalb von vier Minuten berühren.</translation>
    </message>
    <message>
        <source>Ask your administrator what&apos;s missing.</source>
        <translation>Beim Administrator fragen, was fehlt.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t accept this installation of Vouch.</source>
        <translation>%1 akzeptiert diese Installation von Vouch nicht.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t recognize the role.</source>
        <translation>%1 kennt die Rolle nicht.</translation>
    </message>
    <message>
        <source>This session wasn&apos;t started with a security key.</source>
        <translation>Diese Sitzung wurde nicht mit einem Sicherheitsschlüssel begonnen.</translation>
    </message>
    <message>
        <source>%1 says your session has ended.</source>
        <translation>Laut %1 ist Ihre Sitzung beendet.</translation>
    </message>
    <message>
        <source>%1 is throttling requests.</source>
        <translation>%1 drosselt Anfragen.</translation>
    </message>
    <message>
        <source>%1 is having problems.</source>
        <translation>%1 hat Probleme.</translation>
    </message>
    <message>
        <source>%1 If this keeps happening, tell your administrator.</source>
        <translation>%1 Wenn es dabei bleibt, den Administrator verständigen.</translation>
    </message>
    <message>
        <source>%1 refused the request.</source>
        <translation>%1 hat die Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>See Vouch&apos;s log for its response.</source>
        <translation>Die Antwort steht im Protokoll von Vouch.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t respond like a Vouch server.</source>
        <translation>%1 antwortet nicht wie ein Vouch-Server.</translation>
    </message>
    <message>
        <source>%1 sent an incomplete response.</source>
        <translation>%1 hat eine unvollständige Antwort gesendet.</translation>
    </message>
    <message>
        <source>Check the server&apos;s address and that Vouch is up to date.</source>
        <translation>Die Adresse des Servers prüfen und ob Vouch aktuell ist.</translation>
    </message>
    <message>
        <source>%1 sent a response that Vouch doesn&apos;t trust.</source>
        <translation>%1 hat eine Antwort gesendet, der Vouch nicht traut.</translation>
    </message>
    <message>
        <source>No browser was opened. Check the server&apos;s address with your organization.</source>
        <translation>Kein Browser wurde geöffnet. Die Adresse des Servers bei der Organisation prüfen.</translation>
    </message>
    <message>
        <source>Try again with a new code.</source>
        <translation>Mit einem neuen Code noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Use another key, or ask your organization which ones it accepts.</source>
        <translation>Einen anderen Schlüssel verwenden oder bei der Organisation erfragen, welche sie akzeptiert.</translation>
    </message>
    <message>
        <source>This key doesn&apos;t prove who made it.</source>
        <translation>Dieser Schlüssel weist seinen Hersteller nicht nach.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t trust this key&apos;s manufacturer.</source>
        <translation>%1 vertraut dem Hersteller dieses Schlüssels nicht.</translation>
    </message>
    <message>
        <source>Your organization doesn&apos;t allow this model of key.</source>
        <translation>Ihre Organisation lässt dieses Schlüsselmodell nicht zu.</translation>
    </message>
    <message>
        <source>This key doesn&apos;t identify its model.</source>
        <translation>Dieser Schlüssel nennt sein Modell nicht.</translation>
    </message>
    <message>
        <source>%1 can&apos;t read this key&apos;s attestation.</source>
        <translation>%1 kann den Herkunftsnachweis dieses Schlüssels nicht lesen.</translation>
    </message>
    <message>
        <source>%1 has already completed this registration.</source>
        <translation>%1 hat diese Registrierung bereits abgeschlossen.</translation>
    </message>
    <message>
        <source>Check your list of keys: it may already be there.</source>
        <translation>In der Liste Ihrer Schlüssel nachsehen: Vielleicht steht er schon da.</translation>
    </message>
    <message>
        <source>%1 already knows this key.</source>
        <translation>%1 kennt diesen Schlüssel bereits.</translation>
    </message>
    <message>
        <source>Nothing was changed. Check your list of keys.</source>
        <translation>Nichts wurde geändert. In der Liste Ihrer Schlüssel nachsehen.</translation>
    </message>
    <message>
        <source>%1 requires you to touch your key again.</source>
        <translation>%1 verlangt, dass der Schlüssel noch einmal berührt wird.</translation>
    </message>
    <message>
        <source>Sign in again, then retry.</source>
        <translation>Noch einmal anmelden, dann wiederholen.</translation>
    </message>
    <message>
        <source>%1 sent a response about your keys that Vouch can&apos;t use.</source>
        <translation>%1 hat eine Antwort zu Ihren Schlüsseln gesendet, die Vouch nicht verwenden kann.</translation>
    </message>
    <message>
        <source>Check that Vouch is up to date.</source>
        <translation>Prüfen, ob Vouch aktuell ist.</translation>
    </message>
    <message>
        <source>A key&apos;s name must have 1 to 256 printable characters.</source>
        <translation>Der Name eines Schlüssels braucht 1 bis 256 druckbare Zeichen.</translation>
    </message>
    <message>
        <source>Your key wasn&apos;t used. Check the server&apos;s address with your organization.</source>
        <translation>Ihr Schlüssel wurde nicht verwendet. Die Adresse des Servers bei der Organisation prüfen.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t know this key.</source>
        <translation>%1 kennt diesen Schlüssel nicht.</translation>
    </message>
    <message>
        <source>It may have been removed already. Check your list of keys.</source>
        <translation>Er wurde vielleicht schon entfernt. In der Liste Ihrer Schlüssel nachsehen.</translation>
    </message>
    <message>
        <source>%1 requires a report about this computer, but sending it is turned off.</source>
        <translation>%1 verlangt einen Bericht über diesen Computer, aber das Senden ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>Turn it on in Vouch&apos;s settings, or run: vouch config set posture true</source>
        <translation>In den Einstellungen von Vouch einschalten oder ausführen: vouch config set posture true</translation>
    </message>
    <message>
        <source>%1 issued a token that isn&apos;t bound to this computer.</source>
        <translation>%1 hat ein Token ausgestellt, das nicht an diesen Computer gebunden ist.</translation>
    </message>
    <message>
        <source>Nothing was saved. Tell your administrator.</source>
        <translation>Nichts wurde gespeichert. Den Administrator verständigen.</translation>
    </message>
    <message>
        <source>%1 issued a session that has already ended.</source>
        <translation>%1 hat eine Sitzung ausgestellt, die bereits abgelaufen ist.</translation>
    </message>
    <message>
        <source>Your organization doesn&apos;t allow this computer to sign in.</source>
        <translation>Ihre Organisation erlaubt diesem Computer die Anmeldung nicht.</translation>
    </message>
    <message>
        <source>%1 has counted more uses of this key than the key itself.</source>
        <translation>%1 hat mehr Verwendungen dieses Schlüssels gezählt als der Schlüssel selbst.</translation>
    </message>
</context>
<context>
    <name>vouch::platform</name>
    <message>
        <source>Try again, and enter an administrator&apos;s password.</source>
        <translation>Versuchen Sie es noch einmal, und geben Sie das Passwort eines Administrators ein.</translation>
    </message>
    <message>
        <source>Remove it first, if you don&apos;t need it.</source>
        <translation>Entfernen Sie es zuerst, wenn Sie es nicht brauchen.</translation>
    </message>
    <message>
        <source>Can&apos;t create links in %1.</source>
        <translation>In %1 lassen sich keine Verknüpfungen anlegen.</translation>
    </message>
    <message>
        <source>%1 belongs to another program.</source>
        <translation>%1 ist ein anderes Programm.</translation>
    </message>
</context>
<context>
    <name>vouch::session</name>
    <message numerus="yes">
        <source>A new PIN must have at least %n character(s).</source>
        <translation>
            <numerusform>Eine neue PIN braucht mindestens %n Zeichen.</numerusform>
            <numerusform>Eine neue PIN braucht mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This PIN is too long. Accented and non-Latin characters count as two or more.</source>
        <translation>Diese PIN ist zu lang. Umlaute, Zeichen mit Akzent und nicht lateinische Zeichen zählen doppelt oder mehrfach.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::AboutDialog</name>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Vouch is free software, and it uses other free software.</source>
        <translation>Vouch ist freie Software und nutzt weitere freie Software.</translation>
    </message>
    <message>
        <source>About Vouch</source>
        <translation>Über Vouch</translation>
    </message>
    <message>
        <source>Vouch</source>
        <translation>Vouch</translation>
    </message>
    <message>
        <source>git and AWS CodeCommit with one touch of a security key.</source>
        <translation>git und AWS CodeCommit mit einer Berührung des Sicherheitsschlüssels.</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Website</translation>
    </message>
    <message>
        <source>L&amp;icenses…</source>
        <translation>&amp;Lizenzen …</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Error code</source>
        <translation>Fehlercode</translation>
    </message>
</context>
<context>
    <name>vouch::ui::ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Nothing yet. Clone or pull a CodeCommit repository.</source>
        <translation>Noch nichts. Klonen oder pullen Sie ein CodeCommit-Repository.</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>C&amp;lear…</source>
        <translation>&amp;Leeren…</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Allowed, but %1</source>
        <translation>Erlaubt, aber: %1</translation>
    </message>
    <message>
        <source>What used your session. Stored only on this computer.</source>
        <translation>Was die Sitzung verwendet hat. Bleibt nur auf diesem Computer.</translation>
    </message>
    <message>
        <source>Export activity</source>
        <translation>Aktivität exportieren</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Nach %1 exportiert.</translation>
    </message>
    <message>
        <source>Clear activity</source>
        <translation>Aktivität leeren</translation>
    </message>
    <message>
        <source>Clear all activity?</source>
        <translation>Gesamte Aktivität leeren?</translation>
    </message>
    <message>
        <source>You can&apos;t undo this. Your session isn&apos;t affected.</source>
        <translation>Das lässt sich nicht rückgängig machen. Die Sitzung läuft weiter.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Why?</source>
        <translation>&amp;Warum?</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search activity</source>
        <translation>Aktivität durchsuchen</translation>
    </message>
    <message>
        <source>Why was this refused?</source>
        <translation>Warum wurde das abgelehnt?</translation>
    </message>
    <message>
        <source>Nothing matches your search.</source>
        <translation>Zu Ihrer Suche passt nichts.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::AddAccessKeyDialog</name>
    <message>
        <source>&amp;Add keys</source>
        <translation>Schlüssel &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Add AWS keys</source>
        <translation>AWS-Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>A name of your choice</source>
        <translation>Ein Name Ihrer Wahl</translation>
    </message>
    <message>
        <source>Optional, such as us-east-1</source>
        <translation>Optional, zum Beispiel us-east-1</translation>
    </message>
    <message>
        <source>Vouch checks the keys with AWS and stores them in the keychain. Programs get credentials that expire, instead of these keys.</source>
        <translation>Vouch prüft die Schlüssel bei AWS und legt sie im Schlüsselbund ab. Programme erhalten statt dieser Schlüssel Zugangsdaten, die ablaufen.</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>&amp;Profil</translation>
    </message>
    <message>
        <source>Access key &amp;ID</source>
        <translation>Zugriffsschlüssel-&amp;ID</translation>
    </message>
    <message>
        <source>&amp;Secret access key</source>
        <translation>&amp;Geheimer Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>&amp;Region</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>These keys replace those in the keychain.</source>
        <translation>Diese Schlüssel ersetzen die im Schlüsselbund.</translation>
    </message>
    <message>
        <source>These keys are used instead of those in the file.</source>
        <translation>Diese Schlüssel werden anstelle derer in der Datei verwendet.</translation>
    </message>
    <message>
        <source>Not set in the AWS config file</source>
        <translation>In der AWS-Konfigurationsdatei nicht festgelegt</translation>
    </message>
    <message>
        <source>Checking these keys with AWS…</source>
        <translation>Diese Schlüssel werden bei AWS geprüft…</translation>
    </message>
</context>
<context>
    <name>vouch::ui::AdministratorView</name>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>AWS command line</source>
        <translation>AWS-Befehlszeile</translation>
    </message>
    <message>
        <source>CloudFormation</source>
        <translation>CloudFormation</translation>
    </message>
    <message>
        <source>Terraform</source>
        <translation>Terraform</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>For the administrator</source>
        <translation>Für den Administrator</translation>
    </message>
    <message>
        <source>The copied text contains the account, the role, and the server, but no secrets.</source>
        <translation>Der kopierte Text enthält das Konto, die Rolle und den Server, aber keine Geheimnisse.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::Autostart</name>
    <message>
        <source>Can&apos;t change %1.</source>
        <translation>%1 lässt sich nicht ändern.</translation>
    </message>
    <message>
        <source>Check its permissions and the disk.</source>
        <translation>Zugriffsrechte und Datenträger prüfen.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::AwsPage</name>
    <message>
        <source>AWS</source>
        <translation>AWS</translation>
    </message>
    <message>
        <source>Who gets AWS credentials, and where AWS&apos;s files are.</source>
        <translation>Wer AWS-Zugangsdaten bekommt und wo die Dateien von AWS liegen.</translation>
    </message>
    <message>
        <source>Ask once for each program</source>
        <translation>Je Programm einmal fragen</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Ignore it</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>Programs other than git</source>
        <translation>Andere Programme als git</translation>
    </message>
    <message>
        <source>&amp;AWS credentials</source>
        <translation>&amp;AWS-Zugangsdaten</translation>
    </message>
    <message>
        <source>AWS profiles</source>
        <translation>AWS-Profile</translation>
    </message>
    <message>
        <source>AWS_&amp;PROFILE</source>
        <translation>AWS_&amp;PROFILE</translation>
    </message>
    <message>
        <source>Conf&amp;ig file</source>
        <translation>Konf&amp;igurationsdatei</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>C&amp;redentials file</source>
        <translation>Zugangsda&amp;tendatei</translation>
    </message>
    <message>
        <source>Br&amp;owse…</source>
        <translation>D&amp;urchsuchen…</translation>
    </message>
    <message>
        <source>Connections to AWS</source>
        <translation>Verbindungen zu AWS</translation>
    </message>
    <message>
        <source>Certificate &amp;file</source>
        <translation>&amp;Zertifikatsdatei</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>Du&amp;rchsuchen…</translation>
    </message>
    <message>
        <source>the same as for your server</source>
        <translation>dieselbe wie für Ihren Server</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>A program&apos;s AWS_PROFILE then takes precedence over your default profile.</source>
        <translation>AWS_PROFILE eines Programms hat dann Vorrang vor Ihrem Standardprofil.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::AwsProfilesPage</name>
    <message>
        <source>AWS profiles</source>
        <translation>AWS-Profile</translation>
    </message>
    <message>
        <source>Access keys of IAM users, and roles that they may assume.</source>
        <translation>Zugriffsschlüssel von IAM-Benutzern und Rollen, die diese annehmen dürfen.</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>E&amp;rneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Remove keys…</source>
        <translation>Schlüssel &amp;entfernen…</translation>
    </message>
    <message>
        <source>Use for &amp;git</source>
        <translation>Für &amp;git verwenden</translation>
    </message>
    <message>
        <source>Copy co&amp;mmand</source>
        <translation>&amp;Befehl kopieren</translation>
    </message>
    <message>
        <source>Copies the start of a command line that runs a program with the credentials of this profile.</source>
        <translation>Kopiert den Anfang einer Befehlszeile, die ein Programm mit den Zugangsdaten dieses Profils ausführt.</translation>
    </message>
    <message>
        <source>Git then uses this profile where no rule names another.</source>
        <translation>Git verwendet dann dieses Profil, sofern keine Regel ein anderes nennt.</translation>
    </message>
    <message>
        <source>If you use AWS with access keys of your own, Vouch keeps them in the keychain and gives programs and git credentials that expire. Without access keys, you don&apos;t need a profile: sign in and use a role.</source>
        <translation>Wenn Sie AWS mit eigenen Zugriffsschlüsseln nutzen, bewahrt Vouch sie im Schlüsselbund auf und gibt Programmen und git Zugangsdaten, die ablaufen. Ohne Zugriffsschlüssel brauchen Sie kein Profil: Melden Sie sich an und verwenden Sie eine Rolle.</translation>
    </message>
    <message>
        <source>&amp;Add keys…</source>
        <translation>Schlüssel &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>Choose “Add keys…” to enter its access keys.</source>
        <translation>Wählen Sie „Schlüssel hinzufügen…“, um die Zugriffsschlüssel einzugeben.</translation>
    </message>
    <message>
        <source>Stored the keys of %1 for the profile %2.</source>
        <translation>Die Schlüssel von %1 sind für das Profil %2 gespeichert.</translation>
    </message>
    <message>
        <source>They stay valid at AWS until you delete them there.</source>
        <translation>Bei AWS bleiben sie gültig, bis Sie sie dort löschen.</translation>
    </message>
    <message numerus="yes">
        <source>%n other profile(s) use them.</source>
        <translation>
            <numerusform>%n weiteres Profil verwendet sie.</numerusform>
            <numerusform>%n weitere Profile verwenden sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove AWS keys</source>
        <translation>AWS-Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Remove the keys of %1 from the keychain?</source>
        <translation>Die Schlüssel von %1 aus dem Schlüsselbund entfernen?</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Removed the keys of %1. They stay valid at AWS until you delete them there.</source>
        <translation>Die Schlüssel von %1 wurden entfernt. Bei AWS bleiben sie gültig, bis Sie sie dort löschen.</translation>
    </message>
    <message>
        <source>Keys in the keychain</source>
        <translation>Schlüssel im Schlüsselbund</translation>
    </message>
    <message>
        <source>Keys in the file</source>
        <translation>Schlüssel in der Datei</translation>
    </message>
    <message>
        <source>Role %1</source>
        <translation>Rolle %1</translation>
    </message>
    <message>
        <source>Keys from a command</source>
        <translation>Schlüssel von einem Befehl</translation>
    </message>
    <message>
        <source>Keys from each program&apos;s environment</source>
        <translation>Schlüssel aus der Umgebung des jeweiligen Programms</translation>
    </message>
    <message>
        <source>keys of %1</source>
        <translation>Schlüssel von %1</translation>
    </message>
    <message>
        <source>code from %1</source>
        <translation>Code von %1</translation>
    </message>
    <message>
        <source>Cached until %1</source>
        <translation>Im Speicher bis %1</translation>
    </message>
    <message>
        <source>default for git</source>
        <translation>Standard für git</translation>
    </message>
    <message>
        <source>default for git, set by your organization</source>
        <translation>Standard für git, von Ihrer Organisation festgelegt</translation>
    </message>
    <message>
        <source>Any program you run can read these keys in %1. “Import…” moves them to the keychain.</source>
        <translation>Jedes Ihrer Programme kann diese Schlüssel in %1 lesen. „Importieren…“ verschiebt sie in den Schlüsselbund.</translation>
    </message>
    <message>
        <source>Copied “%1”. Paste it into a terminal, followed by your program.</source>
        <translation>„%1“ wurde kopiert. Fügen Sie es in ein Terminal ein, gefolgt von Ihrem Programm.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::CeremonyPage</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>PIN for %1</source>
        <translation>PIN für %1</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>Konto %1</translation>
    </message>
</context>
<context>
    <name>vouch::ui::CheckDialog</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden…</translation>
    </message>
    <message>
        <source>Show General</source>
        <translation>Allgemein anzeigen</translation>
    </message>
    <message>
        <source>Show AWS</source>
        <translation>AWS anzeigen</translation>
    </message>
    <message>
        <source>Show Roles</source>
        <translation>Rollen anzeigen</translation>
    </message>
    <message>
        <source>Show AWS profiles</source>
        <translation>AWS-Profile anzeigen</translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation>Schlüssel…</translation>
    </message>
    <message>
        <source>Set up git…</source>
        <translation>Git einrichten…</translation>
    </message>
    <message>
        <source>Cop&amp;y report</source>
        <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>&amp;Erneut prüfen</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>Alles prüfen</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything looks good.</source>
        <translation>Alles in Ordnung.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::ChoicePage</name>
    <message>
        <source>&amp;Remember for this repository</source>
        <translation>Für dieses Repository &amp;merken</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>AWS profiles</source>
        <translation>AWS-Profile</translation>
    </message>
</context>
<context>
    <name>vouch::ui::CodePage</name>
    <message>
        <source>AWS is checking the code.</source>
        <translation>AWS prüft den Code.</translation>
    </message>
    <message numerus="yes">
        <source>This code changes in %n second(s)</source>
        <translation>
            <numerusform>Dieser Code wechselt in %n Sekunde</numerusform>
            <numerusform>Dieser Code wechselt in %n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>AWS doesn&apos;t accept security keys for this call, so it needs a code.</source>
        <translation>AWS akzeptiert für diesen Aufruf keine Sicherheitsschlüssel und benötigt deshalb einen Code.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::Confirmation</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
</context>
<context>
    <name>vouch::ui::CopyMenu</name>
    <message>
        <source>&amp;Clone URL of %1</source>
        <translation>&amp;Clone-URL von %1</translation>
    </message>
    <message>
        <source>&amp;Account %1</source>
        <translation>&amp;Konto %1</translation>
    </message>
    <message>
        <source>Role A&amp;RN of %1</source>
        <translation>Rollen-A&amp;RN von %1</translation>
    </message>
    <message>
        <source>&amp;Email address %1</source>
        <translation>&amp;E-Mail-Adresse %1</translation>
    </message>
    <message>
        <source>Command &amp;line: %1</source>
        <comment>vouch exec --role Developer -- …</comment>
        <translation>&amp;Befehlszeile: %1</translation>
    </message>
</context>
<context>
    <name>vouch::ui::Desktop</name>
    <message numerus="yes">
        <source>%n attempt(s) left for your key.</source>
        <translation>
            <numerusform>Noch %n Versuch für Ihren Schlüssel.</numerusform>
            <numerusform>Noch %n Versuche für Ihren Schlüssel.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minute(s) off</source>
        <translation>
            <numerusform>Die Uhr dieses Computers geht um %n Minute falsch</numerusform>
            <numerusform>Die Uhr dieses Computers geht um %n Minuten falsch</numerusform>
        </translation>
    </message>
    <message>
        <source>Vouch corrects for it. Other programs may fail until the clock is set.</source>
        <translation>Vouch gleicht das aus. Andere Programme funktionieren möglicherweise erst, wenn die Uhr gestellt ist.</translation>
    </message>
    <message>
        <source>Settings can&apos;t be read</source>
        <translation>Einstellungen können nicht gelesen werden</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Vouch</source>
        <translation>Vouch</translation>
    </message>
    <message>
        <source>One program is waiting. Quit anyway?</source>
        <translation>Ein Programm wartet. Trotzdem beenden?</translation>
    </message>
    <message>
        <source>Two programs are waiting. Quit anyway?</source>
        <translation>Zwei Programme warten. Trotzdem beenden?</translation>
    </message>
    <message numerus="yes">
        <source>%n program(s) are waiting. Quit anyway?</source>
        <translation>
            <numerusform>%n Programm wartet. Trotzdem beenden?</numerusform>
            <numerusform>%n Programme warten. Trotzdem beenden?</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Wrong PIN entered</source>
        <translation>Falsche PIN eingegeben</translation>
    </message>
    <message>
        <source>Vouch is still running.</source>
        <translation>Vouch läuft weiter.</translation>
    </message>
    <message>
        <source>You can reopen Vouch from your applications.</source>
        <translation>Sie können Vouch über Ihre Anwendungen wieder öffnen.</translation>
    </message>
    <message>
        <source>Can&apos;t open a browser.</source>
        <translation>Kein Browser lässt sich öffnen.</translation>
    </message>
    <message>
        <source>Check which browser is the default one in your system&apos;s settings.</source>
        <translation>Prüfen Sie in den Einstellungen Ihres Systems, welcher Browser der Standard ist.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::DiagnosisWindow</name>
    <message>
        <source>&amp;Find out</source>
        <translation>&amp;Herausfinden</translation>
    </message>
    <message>
        <source>Why did git fail?</source>
        <translation>Warum ist git gescheitert?</translation>
    </message>
    <message>
        <source>&amp;Repository</source>
        <translation>&amp;Repository</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Vouch requests this repository from CodeCommit the way git would. Nothing is changed.</source>
        <translation>Vouch fragt dieses Repository bei CodeCommit so ab, wie git es täte. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>Contacting CodeCommit…</source>
        <translation>CodeCommit wird kontaktiert…</translation>
    </message>
    <message>
        <source>Sign in first. Vouch then contacts CodeCommit.</source>
        <translation>Melden Sie sich zuerst an. Vouch kontaktiert dann CodeCommit.</translation>
    </message>
    <message>
        <source>The most likely reason comes first.</source>
        <translation>Der wahrscheinlichste Grund steht zuerst.</translation>
    </message>
    <message>
        <source>Name or address of a repository</source>
        <translation>Name oder Adresse eines Repositorys</translation>
    </message>
</context>
<context>
    <name>vouch::ui::DifferenceView</name>
    <message>
        <source>added: %1</source>
        <translation>hinzugefügt: %1</translation>
    </message>
    <message>
        <source>removed: %1</source>
        <translation>entfernt: %1</translation>
    </message>
</context>
<context>
    <name>vouch::ui::EnrollmentDialog</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Register with your browser</source>
        <translation>Mit dem Browser registrieren</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>vouch::ui::EnrollmentView</name>
    <message>
        <source>Co&amp;py</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Open the browser again</source>
        <translation>Browser erneut ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Sign in with your browser</source>
        <translation>Mit dem Browser anmelden</translation>
    </message>
    <message>
        <source>Waiting for you until %1.</source>
        <translation>Vouch wartet bis %1 auf Sie.</translation>
    </message>
    <message>
        <source>Register your key</source>
        <translation>Schlüssel registrieren</translation>
    </message>
    <message>
        <source>%1 needs to approve this computer once. After that, your key is all you need.</source>
        <translation>%1 muss diesen Computer einmal zulassen. Danach genügt Ihr Schlüssel.</translation>
    </message>
    <message>
        <source>Contacting %1…</source>
        <translation>%1 wird kontaktiert…</translation>
    </message>
    <message>
        <source>Your browser will open in a moment.</source>
        <translation>Ihr Browser wird gleich geöffnet.</translation>
    </message>
    <message>
        <source>Continue in your browser</source>
        <translation>Im Browser fortfahren</translation>
    </message>
    <message>
        <source>Sign in at %1 and check that it shows this code.</source>
        <translation>Melden Sie sich bei %1 an und prüfen Sie, ob dort dieser Code steht.</translation>
    </message>
    <message>
        <source>Can&apos;t reach %1. Vouch will keep trying until %2.</source>
        <translation>%1 ist nicht erreichbar. Vouch versucht es weiter bis %2.</translation>
    </message>
    <message>
        <source>The inserted key isn&apos;t registered with %1 yet. Continue in the window that opened.</source>
        <translation>Der eingesteckte Schlüssel ist bei %1 noch nicht registriert. Fahren Sie im geöffneten Fenster fort.</translation>
    </message>
    <message>
        <source>This computer is approved</source>
        <translation>Dieser Computer ist zugelassen</translation>
    </message>
    <message>
        <source>You can close the browser page. From now on, your key is all you need.</source>
        <translation>Sie können die Seite im Browser schließen. Von jetzt an genügt Ihr Schlüssel.</translation>
    </message>
    <message>
        <source>The inserted key isn&apos;t registered yet.</source>
        <translation>Der eingesteckte Schlüssel ist noch nicht registriert.</translation>
    </message>
    <message>
        <source>This computer wasn&apos;t approved</source>
        <translation>Dieser Computer wurde nicht zugelassen</translation>
    </message>
    <message>
        <source>You&apos;re signed in.</source>
        <translation>Sie sind angemeldet.</translation>
    </message>
    <message>
        <source>You&apos;re signed in as %1.</source>
        <translation>Sie sind als %1 angemeldet.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::FactsDialog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>vouch::ui::FindingRows</name>
    <message numerus="yes">
        <source>%n item(s) to clean up</source>
        <translation>
            <numerusform>%n Eintrag zu bereinigen</numerusform>
            <numerusform>%n Einträge zu bereinigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::GeneralPage</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Your server, and how Vouch starts and looks.</source>
        <translation>Der Server und wie Vouch startet und aussieht.</translation>
    </message>
    <message>
        <source>&amp;Use this server</source>
        <translation>Server ver&amp;wenden</translation>
    </message>
    <message>
        <source>&amp;Start Vouch when you log in</source>
        <translation>Vouch mit dem Desktop &amp;starten</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>Ser&amp;ver</source>
        <translation>Ser&amp;ver</translation>
    </message>
    <message>
        <source>Certificate &amp;file</source>
        <translation>&amp;Zertifikatsdatei</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Tray icon</source>
        <translation>Symbol im &amp;Infobereich</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Zertifikatsdatei</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Send a &amp;report about this computer when signing in</source>
        <translation>Beim Anmelden einen &amp;Bericht über diesen Computer senden</translation>
    </message>
    <message>
        <source>Startup</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Only if your organization uses its own certificate authority.</source>
        <translation>Nur nötig, wenn die Organisation eine eigene Zertifizierungsstelle hat.</translation>
    </message>
    <message>
        <source>Without it, your organization may refuse your sign-in.</source>
        <translation>Ohne ihn kann die Organisation die Anmeldung ablehnen.</translation>
    </message>
    <message>
        <source>Sho&amp;w what&apos;s sent…</source>
        <translation>&amp;Gesendetes anzeigen…</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemsprache</translation>
    </message>
    <message>
        <source>Switching servers signs you out.</source>
        <translation>Ein Wechsel des Servers meldet Sie ab.</translation>
    </message>
    <message>
        <source>Takes effect once no window is waiting for you.</source>
        <translation>Gilt, sobald kein Fenster mehr auf Sie wartet.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::GitPage</name>
    <message>
        <source>Set up git</source>
        <translation>Git einrichten</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Was sich ändert</translation>
    </message>
    <message>
        <source>Git</source>
        <translation>Git</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>Git is set up. Nothing to change.</source>
        <translation>Git ist eingerichtet. Nichts zu ändern.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s): %1 added, %2 removed</source>
        <translation>
            <numerusform>%n Datei: %1 hinzugefügt, %2 entfernt</numerusform>
            <numerusform>%n Dateien: %1 hinzugefügt, %2 entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes to %1</source>
        <translation>Änderungen an %1</translation>
    </message>
    <message>
        <source>Checking git&apos;s configuration…</source>
        <translation>Die Konfiguration von git wird geprüft…</translation>
    </message>
    <message>
        <source>Undoing the setup…</source>
        <translation>Die Einrichtung wird rückgängig gemacht…</translation>
    </message>
    <message>
        <source>Updating git&apos;s configuration…</source>
        <translation>Die Konfiguration von git wird geändert…</translation>
    </message>
    <message>
        <source>Done. Undo restores the files, but not the passwords.</source>
        <translation>Fertig. Rückgängig stellt die Dateien wieder her, aber nicht die Passwörter.</translation>
    </message>
    <message>
        <source>Done. Undo restores everything.</source>
        <translation>Fertig. Rückgängig stellt alles wieder her.</translation>
    </message>
    <message>
        <source>%1 has changed since setup, so only Vouch&apos;s lines were removed.</source>
        <translation>%1 wurde seit der Einrichtung geändert. Deshalb wurden nur die Zeilen von Vouch entfernt.</translation>
    </message>
    <message>
        <source>Git&apos;s configuration was restored.</source>
        <translation>Die Konfiguration von git ist wiederhergestellt.</translation>
    </message>
    <message>
        <source>Vouch adds its lines to git&apos;s configuration and saves a backup. Other hosts aren&apos;t affected.</source>
        <translation>Vouch fügt der Konfiguration von git Zeilen hinzu und sichert sie vorher. Andere Hosts sind nicht betroffen.</translation>
    </message>
    <message numerus="yes">
        <source>Vouch adds %n line(s) to %1 and saves a backup. Other hosts aren&apos;t affected.</source>
        <translation>
            <numerusform>Vouch fügt %1 %n Zeile hinzu und sichert die Datei vorher. Andere Hosts sind nicht betroffen.</numerusform>
            <numerusform>Vouch fügt %1 %n Zeilen hinzu und sichert die Datei vorher. Andere Hosts sind nicht betroffen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::GuestView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>vouch::ui::HelpPage</name>
    <message>
        <source>Troubleshooting</source>
        <translation>Fehlersuche</translation>
    </message>
    <message>
        <source>C&amp;heck everything…</source>
        <translation>&amp;Alles prüfen…</translation>
    </message>
    <message>
        <source>Show &amp;log…</source>
        <translation>&amp;Protokoll anzeigen…</translation>
    </message>
    <message>
        <source>&amp;Undo git&apos;s setup…</source>
        <translation>Git-&amp;Einrichtung zurücknehmen…</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>Alles prüfen</translation>
    </message>
    <message>
        <source>Your key, the server, AWS, the keychain, and git. Nothing is changed.</source>
        <translation>Schlüssel, Server, AWS, Schlüsselbund und git. Dabei wird nichts geändert.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What Vouch did, without secrets.</source>
        <translation>Was Vouch getan hat, ohne Geheimnisse.</translation>
    </message>
    <message>
        <source>Git</source>
        <translation>Git</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>Find out what&apos;s wrong, and undo what Vouch changed.</source>
        <translation>Herausfinden, was nicht stimmt, und zurücknehmen, was Vouch geändert hat.</translation>
    </message>
    <message>
        <source>Removes Vouch from git&apos;s configuration. You see every line first.</source>
        <translation>Entfernt Vouch aus der Konfiguration von git. Sie sehen vorher jede Zeile.</translation>
    </message>
    <message>
        <source>&amp;Install command-line tools</source>
        <translation>&amp;Befehle fürs Terminal installieren</translation>
    </message>
    <message>
        <source>Links that let a terminal and git find Vouch&apos;s commands.</source>
        <translation>Verknüpfungen, mit denen das Terminal und git die Befehle von Vouch finden.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::ImportAccessKeysDialog</name>
    <message>
        <source>&amp;Remove them from the file</source>
        <translation>Aus der Datei &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Delete the copy</source>
        <translation>Kopie &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>Import AWS keys</source>
        <translation>AWS-Schlüssel importieren</translation>
    </message>
    <message>
        <source>Vouch checks the keys that you choose with AWS, then stores them in the keychain. Your profiles keep working as before.</source>
        <translation>Vouch prüft die ausgewählten Schlüssel bei AWS und legt sie dann im Schlüsselbund ab. Ihre Profile funktionieren weiter wie bisher.</translation>
    </message>
    <message>
        <source>Replaces the keys that the keychain has for this profile.</source>
        <translation>Ersetzt die Schlüssel, die der Schlüsselbund für dieses Profil enthält.</translation>
    </message>
    <message>
        <source>Checking these keys with AWS…</source>
        <translation>Diese Schlüssel werden bei AWS geprüft…</translation>
    </message>
    <message>
        <source>Removed the keys from the file. The copy still has them; delete it once everything works: %1</source>
        <translation>Die Schlüssel wurden aus der Datei entfernt. Die Kopie enthält sie noch; löschen Sie sie, sobald alles funktioniert: %1</translation>
    </message>
    <message>
        <source>Stored. These are the keys of %1.</source>
        <translation>Abgelegt. Es sind die Schlüssel von %1.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Can&apos;t delete %1: %2.</source>
        <translation>%1 kann nicht gelöscht werden: %2.</translation>
    </message>
    <message>
        <source>Deleted the copy.</source>
        <translation>Die Kopie ist gelöscht.</translation>
    </message>
    <message>
        <source>Only their key lines are removed from %1. A copy of the current file is kept beside it.</source>
        <translation>Aus %1 werden nur die Zeilen mit diesen Schlüsseln entfernt. Eine Kopie der jetzigen Datei bleibt daneben liegen.</translation>
    </message>
    <message>
        <source>%1 stays as it is: any program you run can still read the keys there.</source>
        <translation>%1 bleibt, wie sie ist: Jedes Ihrer Programme kann die Schlüssel dort weiterhin lesen.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::InsertedKeysView</name>
    <message>
        <source>not possible</source>
        <translation>nicht möglich</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht festgelegt</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>gesperrt</translation>
    </message>
    <message numerus="yes">
        <source>must be changed, %n attempt(s) left</source>
        <translation>
            <numerusform>zu ändern, noch %n Versuch</numerusform>
            <numerusform>zu ändern, noch %n Versuche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>set, %n attempt(s) left</source>
        <translation>
            <numerusform>festgelegt, noch %n Versuch</numerusform>
            <numerusform>festgelegt, noch %n Versuche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>noch %n</numerusform>
            <numerusform>noch %n</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>not set up</source>
        <translation>nicht eingerichtet</translation>
    </message>
    <message>
        <source>set up</source>
        <translation>eingerichtet</translation>
    </message>
    <message>
        <source>A key</source>
        <translation>Ein Schlüssel</translation>
    </message>
    <message>
        <source>Change &amp;PIN…</source>
        <translation>&amp;PIN ändern…</translation>
    </message>
    <message>
        <source>&amp;How to reset</source>
        <translation>Wie &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Copy &amp;details</source>
        <translation>&amp;Details kopieren</translation>
    </message>
    <message>
        <source>Inserted now</source>
        <translation>Gerade eingesteckt</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Room for accounts</source>
        <translation>Platz für Konten</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Inserted now: %1</source>
        <translation>Gerade eingesteckt: %1</translation>
    </message>
    <message>
        <source>Set a &amp;PIN…</source>
        <translation>&amp;PIN festlegen…</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>supported</source>
        <translation>unterstützt</translation>
    </message>
    <message>
        <source>not supported</source>
        <translation>nicht unterstützt</translation>
    </message>
    <message>
        <source>not reported by this key</source>
        <translation>vom Schlüssel nicht angegeben</translation>
    </message>
    <message>
        <source>none, the key is full</source>
        <translation>keiner, der Schlüssel ist voll</translation>
    </message>
    <message>
        <source>No key is inserted. Plug one into a USB port to see what it can do.</source>
        <translation>Kein Schlüssel ist eingesteckt. Stecken Sie einen in einen USB-Anschluss, um zu sehen, was er kann.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::KeyPage</name>
    <message>
        <source>Your key</source>
        <translation>Ihr Schlüssel</translation>
    </message>
    <message>
        <source>Sign &amp;in</source>
        <translation>&amp;Anmelden</translation>
    </message>
    <message>
        <source>&amp;Register it…</source>
        <translation>&amp;Registrieren…</translation>
    </message>
    <message>
        <source>Plug your security key into a USB port. A new key gets an account. Nothing else on it changes.</source>
        <translation>Stecken Sie den Sicherheitsschlüssel in einen USB-Anschluss. Ein neuer Schlüssel bekommt ein Konto. Sonst ändert sich auf ihm nichts.</translation>
    </message>
    <message>
        <source>Is your key registered?</source>
        <translation>Ist der Schlüssel registriert?</translation>
    </message>
    <message>
        <source>Sign in to find out: enter the key&apos;s PIN and touch the key. If your key or this computer is new, register it with your browser.</source>
        <translation>Melden Sie sich an, um es herauszufinden: PIN des Schlüssels eingeben und ihn berühren. Einen neuen Schlüssel oder neuen Computer registrieren Sie mit dem Browser.</translation>
    </message>
    <message>
        <source>Your key is registered. You&apos;re signed in as %1.</source>
        <translation>Der Schlüssel ist registriert. Sie sind angemeldet als %1.</translation>
    </message>
    <message>
        <source>Sign in or register it, and Vouch lets you choose one.</source>
        <translation>Melden Sie sich an oder registrieren Sie den Schlüssel; dabei können Sie eine festlegen.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::KeyRow</name>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>registered %1</source>
        <translation>registriert am %1</translation>
    </message>
    <message>
        <source>%1 · registered %2</source>
        <translation>%1 · registriert am %2</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Signed in with this key</source>
        <translation>Mit diesem Schlüssel angemeldet</translation>
    </message>
</context>
<context>
    <name>vouch::ui::KeysPage</name>
    <message>
        <source>Access key &amp;ID</source>
        <translation>Zugriffsschlüssel-&amp;ID</translation>
    </message>
    <message>
        <source>&amp;Secret access key</source>
        <translation>&amp;Geheimer Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Checking these keys with AWS…</source>
        <translation>Diese Schlüssel werden bei AWS geprüft…</translation>
    </message>
</context>
<context>
    <name>vouch::ui::KeysPresenter</name>
    <message>
        <source>The key was removed.</source>
        <translation>Der Schlüssel wurde entfernt.</translation>
    </message>
    <message>
        <source>You can now sign in with %1.</source>
        <translation>Sie können sich jetzt mit %1 anmelden.</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) started with the key ended.</source>
        <translation>
            <numerusform>%n Sitzung, die mit ihm begann, wurde beendet.</numerusform>
            <numerusform>%n Sitzungen, die mit ihm begannen, wurden beendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>The PIN was set.</source>
        <translation>Die PIN wurde festgelegt.</translation>
    </message>
    <message>
        <source>The PIN was changed.</source>
        <translation>Die PIN wurde geändert.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::KeysWindow</name>
    <message>
        <source>Your keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Add a key…</source>
        <translation>Schlüssel hinzu&amp;fügen…</translation>
    </message>
    <message>
        <source>Sign &amp;in</source>
        <translation>&amp;Anmelden</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Keys that can sign in as %1 at %2.</source>
        <translation>Schlüssel, mit denen sich %1 bei %2 anmelden kann.</translation>
    </message>
    <message>
        <source>Remove a key</source>
        <translation>Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>This is your last key</source>
        <translation>Das ist der letzte Schlüssel</translation>
    </message>
    <message>
        <source>You&apos;re signed out. Sign in to see your registered keys.</source>
        <translation>Sie sind abgemeldet. Melden Sie sich an, um Ihre registrierten Schlüssel zu sehen.</translation>
    </message>
    <message>
        <source>You won&apos;t be able to sign in with it anymore. You&apos;re signed in with it now, so you&apos;ll be signed out.</source>
        <translation>Sie können sich dann nicht mehr mit ihm anmelden. Sie sind mit ihm angemeldet und werden deshalb abgemeldet.</translation>
    </message>
    <message>
        <source>You won&apos;t be able to sign in with it anymore, and sessions started with it will end.</source>
        <translation>Sie können sich dann nicht mehr mit ihm anmelden, und Sitzungen, die mit ihm begannen, enden.</translation>
    </message>
    <message>
        <source>Without it, you can&apos;t sign in. Add another key first.</source>
        <translation>Ohne ihn können Sie sich nicht anmelden. Fügen Sie zuerst einen anderen Schlüssel hinzu.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Without a Vouch server, no keys are registered.</source>
        <translation>Ohne einen Vouch-Server sind keine Schlüssel registriert.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::LockingPage</name>
    <message>
        <source>Locking</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Sign out when the &amp;screen is locked</source>
        <translation>Abmelden, wenn der &amp;Bildschirm gesperrt wird</translation>
    </message>
    <message>
        <source>Sign out when the computer goes to s&amp;leep</source>
        <translation>Abmelden, wenn der Computer in den &amp;Ruhezustand geht</translation>
    </message>
    <message>
        <source>Sign out when the &amp;key is removed</source>
        <translation>Abmelden, wenn der &amp;Schlüssel abgezogen wird</translation>
    </message>
    <message>
        <source>Vouch can sign you out when you step away. Git then needs a touch again.</source>
        <translation>Vouch kann Sie abmelden, wenn Sie den Computer verlassen. Git braucht dann wieder eine Berührung.</translation>
    </message>
    <message>
        <source>Applies to the key you signed in with, or to all that were plugged in then if Vouch can&apos;t tell which it was. Leave it plugged in while you work.</source>
        <translation>Gilt für den Schlüssel, mit dem Sie sich angemeldet haben, oder für alle, die dabei steckten, wenn Vouch nicht erfährt, welcher es war. Lassen Sie ihn beim Arbeiten stecken.</translation>
    </message>
    <message>
        <source>Not available: this system doesn&apos;t tell Vouch when the screen is locked.</source>
        <translation>Nicht verfügbar: Dieses System meldet Vouch nicht, wann der Bildschirm gesperrt wird.</translation>
    </message>
    <message>
        <source>Not available: this system doesn&apos;t tell Vouch when it goes to sleep.</source>
        <translation>Nicht verfügbar: Dieses System meldet Vouch nicht, wann es in den Ruhezustand geht.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::LogDialog</name>
    <message>
        <source>The log can&apos;t be read.</source>
        <translation>Das Protokoll kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What Vouch did, without secrets. The latest is at the end; the whole log is in %1.</source>
        <translation>Was Vouch getan hat, ohne Geheimnisse. Das Neueste steht am Ende; das ganze Protokoll ist in %1.</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>Ak&amp;tualisieren</translation>
    </message>
</context>
<context>
    <name>vouch::ui::LsRemote</name>
    <message>
        <source>Git couldn&apos;t be started. Make sure it&apos;s installed.</source>
        <translation>Git konnte nicht gestartet werden. Stellen Sie sicher, dass es installiert ist.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::NoticesPage</name>
    <message>
        <source>Before your session ends</source>
        <translation>Vor dem Ende der Sitzung</translation>
    </message>
    <message>
        <source> min</source>
        <translation> Min.</translation>
    </message>
    <message>
        <source>&amp;Quiet for</source>
        <translation>&amp;Ruhe für</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>When Vouch notifies you, and when it stays quiet.</source>
        <translation>Wann Vouch Sie benachrichtigt und wann nicht.</translation>
    </message>
    <message>
        <source>Background programs</source>
        <translation>Programme im Hintergrund</translation>
    </message>
    <message>
        <source>After “Not now” or no answer, the same program won&apos;t prompt you again for this long.</source>
        <translation>Nach „Nicht jetzt“ oder ohne Antwort fragt dasselbe Programm so lange nicht wieder.</translation>
    </message>
    <message>
        <source>Vouch always notifies you when your session has ended.</source>
        <translation>Am Ende der Sitzung benachrichtigt Vouch Sie immer.</translation>
    </message>
    <message>
        <source>&amp;First notice</source>
        <translation>&amp;Erster Hinweis</translation>
    </message>
    <message>
        <source>&amp;Second notice</source>
        <translation>&amp;Zweiter Hinweis</translation>
    </message>
    <message>
        <source>Notice %1</source>
        <translation>Hinweis %1</translation>
    </message>
    <message>
        <source> min before</source>
        <translation> Min. vorher</translation>
    </message>
</context>
<context>
    <name>vouch::ui::Panel</name>
    <message>
        <source>Set &amp;up Vouch</source>
        <translation>Vouch ein&amp;richten</translation>
    </message>
    <message>
        <source>Sign &amp;in</source>
        <translation>&amp;Anmelden</translation>
    </message>
    <message>
        <source>Sign &amp;in again</source>
        <translation>Erneut &amp;anmelden</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>&amp;Nicht jetzt</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>Vouch</source>
        <translation>Vouch</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle anzeigen</translation>
    </message>
    <message>
        <source>Nothing yet. Clone or pull a CodeCommit repository.</source>
        <translation>Noch nichts. Klonen oder pullen Sie ein CodeCommit-Repository.</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>&amp;About Vouch</source>
        <translation>&amp;Über Vouch</translation>
    </message>
    <message>
        <source>&amp;Quit Vouch</source>
        <translation>Vouch &amp;beenden</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>Ab&amp;melden</translation>
    </message>
    <message>
        <source>S&amp;witch</source>
        <translation>&amp;Wechseln</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Wieder fragen</translation>
    </message>
    <message>
        <source>Your session ended at %1.</source>
        <translation>Ihre Sitzung endete um %1 Uhr.</translation>
    </message>
    <message>
        <source>Your session ended on %1.</source>
        <translation>Ihre Sitzung endete am %1.</translation>
    </message>
    <message>
        <source>Welcome to Vouch</source>
        <translation>Willkommen bei Vouch</translation>
    </message>
    <message>
        <source>Touch your security key once, and git works for 8 hours.</source>
        <translation>Berühren Sie einmal Ihren Sicherheitsschlüssel, und git funktioniert 8&#xa0;Stunden lang.</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>%1 left, until %2</source>
        <translation>noch %1, bis %2 Uhr</translation>
    </message>
    <message>
        <source>Signed in until %1</source>
        <translation>Angemeldet bis %1 Uhr</translation>
    </message>
    <message>
        <source>Session ends at %1</source>
        <translation>Sitzung endet um %1 Uhr</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Wartet auf Anmeldung</translation>
    </message>
    <message>
        <source>Touch your key to sign in.</source>
        <translation>Berühren Sie Ihren Schlüssel, um sich anzumelden.</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>Ihr Server</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>Ihr Schlüssel</translation>
    </message>
    <message>
        <source>Insert it, and choose a PIN if it has none</source>
        <translation>Einstecken und eine PIN wählen, falls er noch keine hat</translation>
    </message>
    <message>
        <source>Your role and git</source>
        <translation>Ihre Rolle und git</translation>
    </message>
    <message>
        <source>Settings can&apos;t be read</source>
        <translation>Einstellungen können nicht gelesen werden</translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minute(s) off</source>
        <translation>
            <numerusform>Die Uhr dieses Computers geht um %n Minute falsch</numerusform>
            <numerusform>Die Uhr dieses Computers geht um %n Minuten falsch</numerusform>
        </translation>
    </message>
    <message>
        <source>Vouch corrects for it. Other programs may fail until the clock is set.</source>
        <translation>Vouch gleicht das aus. Andere Programme funktionieren möglicherweise erst, wenn die Uhr gestellt ist.</translation>
    </message>
    <message>
        <source>Look here to see when your session ends.</source>
        <translation>Hier sehen Sie, wann Ihre Sitzung endet.</translation>
    </message>
    <message>
        <source>No role yet</source>
        <translation>Noch keine Rolle</translation>
    </message>
    <message>
        <source>Add one in the settings.</source>
        <translation>Fügen Sie in den Einstellungen eine hinzu.</translation>
    </message>
    <message>
        <source>No role chosen</source>
        <translation>Keine Rolle gewählt</translation>
    </message>
    <message>
        <source>AWS credentials</source>
        <translation>AWS-Zugangsdaten</translation>
    </message>
    <message>
        <source>none</source>
        <comment>AWS credentials</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>IntelliJ IDEA, infra-live</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>git (48210)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, %2, as %3, %4, allowed</source>
        <translation>%1, %2, als %3, %4, erlaubt</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>%1, %2, as %3, %4, refused: %5</source>
        <translation>%1, %2, als %3, %4, abgelehnt: %5</translation>
    </message>
    <message>
        <source>%1 wants %2</source>
        <translation>%1 möchte auf %2 zugreifen</translation>
    </message>
    <message>
        <source>%1 as %2 · pid %3</source>
        <translation>%1 als %2 · PID %3</translation>
    </message>
    <message>
        <source>pid %1</source>
        <translation>PID %1</translation>
    </message>
    <message>
        <source>Not set up yet</source>
        <translation>Noch nicht eingerichtet</translation>
    </message>
    <message>
        <source>One program wants to use git.</source>
        <translation>Ein Programm möchte git verwenden.</translation>
    </message>
    <message>
        <source>Two programs want to use git.</source>
        <translation>Zwei Programme möchten git verwenden.</translation>
    </message>
    <message numerus="yes">
        <source>%n program(s) want to use git.</source>
        <translation>
            <numerusform>%n Programm möchte git verwenden.</numerusform>
            <numerusform>%n Programme möchten git verwenden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Set up &amp;git</source>
        <translation>&amp;Git einrichten</translation>
    </message>
    <message>
        <source>&amp;Why did git fail?</source>
        <translation>&amp;Warum ist git gescheitert?</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>Sch&amp;lüssel</translation>
    </message>
    <message>
        <source>&amp;Answer…</source>
        <translation>An&amp;tworten…</translation>
    </message>
    <message numerus="yes">
        <source>%n program(s) are waiting.</source>
        <translation>
            <numerusform>%n Programm wartet.</numerusform>
            <numerusform>%n Programme warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>AWS profiles</source>
        <translation>AWS-Profile</translation>
    </message>
    <message>
        <source>AWS profile</source>
        <translation>AWS-Profil</translation>
    </message>
    <message>
        <source>No profile chosen</source>
        <translation>Kein Profil gewählt</translation>
    </message>
    <message>
        <source>as %1</source>
        <comment>a role</comment>
        <translation>als %1</translation>
    </message>
    <message>
        <source>AWS console</source>
        <translation>AWS-Konsole</translation>
    </message>
    <message>
        <source>One program wants AWS credentials.</source>
        <translation>Ein Programm möchte AWS-Zugangsdaten.</translation>
    </message>
    <message>
        <source>Two programs want AWS credentials.</source>
        <translation>Zwei Programme möchten AWS-Zugangsdaten.</translation>
    </message>
    <message numerus="yes">
        <source>%n program(s) want AWS credentials.</source>
        <translation>
            <numerusform>%n Programm möchte AWS-Zugangsdaten.</numerusform>
            <numerusform>%n Programme möchten AWS-Zugangsdaten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <comment>a question</comment>
        <translation>Wartet auf Sie</translation>
    </message>
    <message>
        <source>Allowed, but %1</source>
        <translation>Erlaubt, aber: %1</translation>
    </message>
    <message>
        <source>Sign in the next time you need git.</source>
        <translation>Melden Sie sich an, wenn Sie git das nächste Mal brauchen.</translation>
    </message>
    <message>
        <source>Vouch asks when a profile needs a code.</source>
        <translation>Vouch fragt, wenn ein Profil einen Code braucht.</translation>
    </message>
    <message>
        <source>The address your organization gave you</source>
        <translation>Die Adresse, die Sie von Ihrer Organisation haben</translation>
    </message>
    <message>
        <source>Checked before anything changes</source>
        <translation>Alles wird geprüft, bevor sich etwas ändert</translation>
    </message>
    <message>
        <source>This desktop doesn&apos;t show notifications</source>
        <translation>Dieser Desktop zeigt keine Benachrichtigungen an</translation>
    </message>
    <message>
        <source>All programs</source>
        <translation>Alle Programme</translation>
    </message>
    <message>
        <source>Won&apos;t ask again until %1</source>
        <translation>Fragt bis %1 Uhr nicht mehr</translation>
    </message>
    <message>
        <source>Nobody has signed in here yet</source>
        <translation>Hier hat sich noch niemand angemeldet</translation>
    </message>
    <message>
        <source>Choose a default for when no rule applies.</source>
        <translation>Wählen Sie einen Standard für alles ohne Regel.</translation>
    </message>
    <message>
        <source>Vouch asks for each repository.</source>
        <translation>Vouch fragt bei jedem Repository.</translation>
    </message>
    <message>
        <source>AWS credentials for %1</source>
        <translation>AWS-Zugangsdaten für %1</translation>
    </message>
    <message>
        <source>%1 is signing you in</source>
        <translation>%1 meldet Sie an</translation>
    </message>
    <message>
        <source>Recent activity</source>
        <translation>Letzte Aktivität</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>until %1</source>
        <comment>AWS credentials</comment>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1, %2, %3: %4</source>
        <translation>%1, %2, %3: %4</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;AWS console</source>
        <translation>&amp;AWS-Konsole</translation>
    </message>
    <message>
        <source>Open AWS &amp;console</source>
        <translation>&amp;AWS-Konsole öffnen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>An update is installed</source>
        <translation>Eine Aktualisierung ist installiert</translation>
    </message>
    <message>
        <source>Restart Vouch to use it. This ends your session.</source>
        <translation>Starten Sie Vouch neu, um sie zu verwenden. Das beendet Ihre Sitzung.</translation>
    </message>
    <message>
        <source>Restart Vouch to use it.</source>
        <translation>Starten Sie Vouch neu, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>&amp;Restart Vouch</source>
        <translation>Vouch &amp;neu starten</translation>
    </message>
    <message>
        <source>AWS profiles found</source>
        <translation>AWS-Profile gefunden</translation>
    </message>
    <message>
        <source>Once git is set up, it uses one of them with CodeCommit.</source>
        <translation>Sobald git eingerichtet ist, verwendet es eines davon mit CodeCommit.</translation>
    </message>
    <message>
        <source>You chose “Not now”, until %1</source>
        <translation>Sie haben bis %1 „Nicht jetzt“ gewählt</translation>
    </message>
    <message>
        <source>%1 is asking for your key</source>
        <translation>%1 fragt nach Ihrem Schlüssel</translation>
    </message>
</context>
<context>
    <name>vouch::ui::PinDialog</name>
    <message>
        <source>Set a PIN</source>
        <translation>PIN festlegen</translation>
    </message>
    <message>
        <source>Change PIN</source>
        <translation>PIN ändern</translation>
    </message>
    <message>
        <source>your key</source>
        <translation>den Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Old PIN</source>
        <translation>&amp;Alte PIN</translation>
    </message>
    <message>
        <source>&amp;New PIN</source>
        <translation>&amp;Neue PIN</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>&amp;Set PIN</source>
        <translation>PIN &amp;festlegen</translation>
    </message>
    <message>
        <source>C&amp;hange PIN</source>
        <translation>PIN ände&amp;rn</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) left.</source>
        <translation>
            <numerusform>Noch %n Versuch.</numerusform>
            <numerusform>Noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN. %n attempt(s) left.</source>
        <translation>
            <numerusform>Falsche PIN. Noch %n Versuch.</numerusform>
            <numerusform>Falsche PIN. Noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter &amp;PIN</source>
        <translation>&amp;PIN eingeben</translation>
    </message>
    <message>
        <source>Choose a PIN for %1. You&apos;ll enter it each time you sign in.</source>
        <translation>Wählen Sie eine PIN für %1. Sie geben sie bei jeder Anmeldung ein.</translation>
    </message>
    <message>
        <source>Choose a new PIN for %1. The accounts on the key aren&apos;t affected.</source>
        <translation>Wählen Sie eine neue PIN für %1. Die Konten auf dem Schlüssel bleiben erhalten.</translation>
    </message>
    <message>
        <source>Con&amp;firm new PIN</source>
        <translation>Neue PIN bes&amp;tätigen</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s). Letters and symbols are allowed.</source>
        <translation>
            <numerusform>Mindestens %n Zeichen. Buchstaben und Sonderzeichen sind erlaubt.</numerusform>
            <numerusform>Mindestens %n Zeichen. Buchstaben und Sonderzeichen sind erlaubt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The key was removed. Insert it and start over.</source>
        <translation>Der Schlüssel wurde abgezogen. Stecken Sie ihn ein und beginnen Sie von vorn.</translation>
    </message>
    <message>
        <source>This key&apos;s PIN is blocked after too many wrong attempts. You&apos;ll need to reset the key, which erases it.</source>
        <translation>Die PIN dieses Schlüssels ist nach zu vielen falschen Eingaben gesperrt. Sie müssen den Schlüssel zurücksetzen; dabei wird er gelöscht.</translation>
    </message>
    <message>
        <source>After that, you&apos;ll need to reset the key.</source>
        <translation>Danach müssen Sie den Schlüssel zurücksetzen.</translation>
    </message>
    <message>
        <source>The new PINs don&apos;t match.</source>
        <translation>Die neuen PINs stimmen nicht überein.</translation>
    </message>
    <message>
        <source>The new PIN is the same as the old one.</source>
        <translation>Die neue PIN ist dieselbe wie die alte.</translation>
    </message>
    <message>
        <source>Setting the PIN…</source>
        <translation>PIN wird festgelegt…</translation>
    </message>
    <message>
        <source>Changing the PIN…</source>
        <translation>PIN wird geändert…</translation>
    </message>
</context>
<context>
    <name>vouch::ui::ProfilesPage</name>
    <message>
        <source>AWS profiles</source>
        <translation>AWS-Profile</translation>
    </message>
    <message>
        <source>Access key in your keychain</source>
        <translation>Zugriffsschlüssel im Schlüsselbund</translation>
    </message>
    <message>
        <source>Access key in ~/.aws/credentials</source>
        <translation>Zugriffsschlüssel in ~/.aws/credentials</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Role in account %1</source>
        <translation>Rolle in Konto %1</translation>
    </message>
    <message>
        <source>Credentials from a command</source>
        <translation>Zugangsdaten von einem Befehl</translation>
    </message>
    <message>
        <source>Credentials from the environment</source>
        <translation>Zugangsdaten aus der Umgebung</translation>
    </message>
    <message>
        <source>with MFA</source>
        <translation>mit MFA</translation>
    </message>
    <message>
        <source>Your AWS profiles</source>
        <translation>Ihre AWS-Profile</translation>
    </message>
    <message>
        <source>Add AWS &amp;keys…</source>
        <translation>AWS-&amp;Schlüssel hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Move keys to the keychain…</source>
        <translation>S&amp;chlüssel in den Schlüsselbund verschieben…</translation>
    </message>
    <message>
        <source>&amp;Profile for git</source>
        <translation>&amp;Profil für git</translation>
    </message>
    <message>
        <source>Vouch reads them where the AWS command line does. Nothing changes unless you add or move keys.</source>
        <translation>Vouch liest sie dort, wo auch die AWS-Befehlszeile sie liest. Nichts ändert sich, solange Sie keine Schlüssel hinzufügen oder verschieben.</translation>
    </message>
    <message>
        <source>No AWS profiles were found on this computer.</source>
        <translation>Auf diesem Computer wurden keine AWS-Profile gefunden.</translation>
    </message>
    <message numerus="yes">
        <source>%n profile(s) on this computer</source>
        <translation>
            <numerusform>%n Profil auf diesem Computer</numerusform>
            <numerusform>%n Profile auf diesem Computer</numerusform>
        </translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Choose “Add AWS keys…” to enter its access keys.</source>
        <translation>Wählen Sie „AWS-Schlüssel hinzufügen…“, um seine Zugriffsschlüssel einzugeben.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::QuestionDialog</name>
    <message>
        <source>Code for %1</source>
        <translation>Code für %1</translation>
    </message>
    <message>
        <source>Enter the code</source>
        <translation>Code eingeben</translation>
    </message>
    <message>
        <source>Enter the code for %1.</source>
        <translation>Den Code für %1 eingeben.</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>&amp;Verwenden</translation>
    </message>
    <message>
        <source>AWS credentials</source>
        <translation>AWS-Zugangsdaten</translation>
    </message>
    <message>
        <source>Let %1 use AWS credentials?</source>
        <translation>Darf %1 AWS-Zugangsdaten verwenden?</translation>
    </message>
    <message>
        <source>&amp;Don&apos;t allow</source>
        <translation>&amp;Nicht erlauben</translation>
    </message>
    <message>
        <source>&amp;Allow</source>
        <translation>&amp;Erlauben</translation>
    </message>
    <message>
        <source>AWS keys for %1</source>
        <translation>AWS-Schlüssel für %1</translation>
    </message>
    <message>
        <source>Enter the AWS keys</source>
        <translation>AWS-Schlüssel eingeben</translation>
    </message>
    <message>
        <source>Enter the AWS keys for %1.</source>
        <translation>Die AWS-Schlüssel für %1 eingeben.</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Long-lived AWS keys</source>
        <translation>Dauerhafte AWS-Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Enter keys</source>
        <translation>Schlüssel &amp;eingeben</translation>
    </message>
    <message>
        <source>&amp;Enter code</source>
        <translation>Code &amp;eingeben</translation>
    </message>
    <message>
        <source>an unknown program</source>
        <translation>ein unbekanntes Programm</translation>
    </message>
    <message>
        <source>The six-digit code from your MFA device, for profile %1.</source>
        <translation>Der sechsstellige Code Ihres MFA-Geräts für das Profil %1.</translation>
    </message>
    <message>
        <source>The six-digit code from MFA device %1, for profile %2.</source>
        <translation>Der sechsstellige Code des MFA-Geräts %1 für das Profil %2.</translation>
    </message>
    <message>
        <source>Choose credentials for %1</source>
        <translation>Zugangsdaten für %1 wählen</translation>
    </message>
    <message>
        <source>Which credentials for %1?</source>
        <translation>Welche Zugangsdaten für %1?</translation>
    </message>
    <message>
        <source>Choose the role or AWS profile to use for this repository.</source>
        <translation>Wählen Sie die Rolle oder das AWS-Profil für dieses Repository.</translation>
    </message>
    <message>
        <source>Choose the AWS profile to use for this repository.</source>
        <translation>Wählen Sie das AWS-Profil für dieses Repository.</translation>
    </message>
    <message>
        <source>Choose the role to use for this repository.</source>
        <translation>Wählen Sie die Rolle für dieses Repository.</translation>
    </message>
    <message>
        <source>Choose which credentials to use.</source>
        <translation>Wählen Sie, welche Zugangsdaten verwendet werden.</translation>
    </message>
    <message>
        <source>Share long-lived AWS keys with %1?</source>
        <translation>Dauerhafte AWS-Schlüssel an %1 weitergeben?</translation>
    </message>
    <message>
        <source>The program gets the access keys of %1 themselves. They work until they&apos;re deleted in AWS, even after you sign out. Vouch asks every time.</source>
        <translation>Das Programm erhält die Zugriffsschlüssel von %1 selbst. Sie gelten, bis sie bei AWS gelöscht werden, auch nachdem Sie sich abgemeldet haben. Vouch fragt jedes Mal.</translation>
    </message>
    <message>
        <source>Choose whether to share the keys.</source>
        <translation>Entscheiden Sie, ob die Schlüssel weitergegeben werden.</translation>
    </message>
    <message>
        <source>&amp;Don&apos;t share</source>
        <translation>&amp;Nicht weitergeben</translation>
    </message>
    <message>
        <source>&amp;Share</source>
        <translation>&amp;Weitergeben</translation>
    </message>
    <message>
        <source>The program gets credentials for %1 that work until they expire. Vouch asks every time because it can&apos;t tell whose code is running.</source>
        <translation>Das Programm erhält Zugangsdaten für %1, die gelten, bis sie ablaufen. Vouch fragt jedes Mal, weil sich nicht feststellen lässt, wessen Code läuft.</translation>
    </message>
    <message>
        <source>The program gets credentials for %1 that work until they expire. Vouch asks again after you sign out, or when the program hasn&apos;t used them for 15 minutes.</source>
        <translation>Das Programm erhält Zugangsdaten für %1, die gelten, bis sie ablaufen. Vouch fragt erneut, nachdem Sie sich abgemeldet haben oder wenn das Programm sie 15 Minuten lang nicht verwendet hat.</translation>
    </message>
    <message>
        <source>Choose whether to allow this.</source>
        <translation>Entscheiden Sie, ob Sie das erlauben.</translation>
    </message>
    <message>
        <source>For profile %1. Vouch checks the keys with AWS, then saves them in your keychain.</source>
        <translation>Für das Profil %1. Vouch prüft die Schlüssel bei AWS und speichert sie dann in Ihrem Schlüsselbund.</translation>
    </message>
    <message>
        <source>Commands that you type into this terminal get credentials for %1 that work until they expire. Vouch asks again after you sign out, or after 15 minutes without use.</source>
        <translation>Befehle, die Sie in dieses Terminal eingeben, erhalten Zugangsdaten für %1, die bis zu ihrem Ablauf gelten. Vouch fragt erneut, wenn Sie sich abmelden oder sie 15 Minuten nicht benutzt werden.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::ReasonRows</name>
    <message>
        <source>Setting up git fixes this.</source>
        <translation>Das behebt die Einrichtung von git.</translation>
    </message>
    <message>
        <source>Vouch can use %1 for this repository from now on.</source>
        <translation>Vouch kann für dieses Repository künftig %1 verwenden.</translation>
    </message>
    <message>
        <source>Add the right role in Vouch&apos;s settings.</source>
        <translation>Fügen Sie die richtige Rolle in den Einstellungen von Vouch hinzu.</translation>
    </message>
    <message>
        <source>Its address is %1.</source>
        <translation>Seine Adresse ist %1.</translation>
    </message>
    <message>
        <source>Setting up git finds that program.</source>
        <translation>Die Einrichtung von git findet dieses Programm.</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>Set up git…</source>
        <translation>Git einrichten…</translation>
    </message>
    <message>
        <source>Open Settings…</source>
        <translation>Einstellungen öffnen…</translation>
    </message>
    <message>
        <source>Open Keys…</source>
        <translation>Schlüssel öffnen…</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>vouch::ui::RenameDialog</name>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Rename a key</source>
        <translation>Schlüssel umbenennen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
</context>
<context>
    <name>vouch::ui::ReportDialog</name>
    <message>
        <source>What&apos;s sent</source>
        <translation>Was gesendet wird</translation>
    </message>
    <message>
        <source>This report is collected and sent to your organization&apos;s server each time you sign in. Anything Vouch couldn&apos;t determine is left out.</source>
        <translation>Dieser Bericht wird bei jeder Anmeldung neu erstellt und an den Server der Organisation gesendet. Was Vouch nicht feststellen konnte, fehlt.</translation>
    </message>
    <message>
        <source>This report would be sent to your organization&apos;s server when you sign in. You turned it off, so nothing is sent.</source>
        <translation>Dieser Bericht würde beim Anmelden an den Server der Organisation gesendet. Sie haben ihn ausgeschaltet, also wird nichts gesendet.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::RequesterBar</name>
    <message>
        <source>Also waiting</source>
        <translation>Warten ebenfalls</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::RoleDialog</name>
    <message>
        <source>Add a role</source>
        <translation>Rolle hinzufügen</translation>
    </message>
    <message>
        <source> min</source>
        <translation> Min.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Role A&amp;RN</source>
        <translation>Rollen-A&amp;RN</translation>
    </message>
    <message>
        <source>Re&amp;gion</source>
        <translation>Re&amp;gion</translation>
    </message>
    <message>
        <source>AWS credentials &amp;last</source>
        <translation>AWS-Zugangsdaten ge&amp;lten</translation>
    </message>
    <message>
        <source>&amp;Via (hub role ARN)</source>
        <translation>&amp;Über (Hub-Rollen-ARN)</translation>
    </message>
    <message>
        <source>Edit the role %1</source>
        <translation>Rolle %1 bearbeiten</translation>
    </message>
    <message>
        <source>Any name you like</source>
        <translation>Ein beliebiger Name</translation>
    </message>
    <message>
        <source>The repository&apos;s region</source>
        <translation>Die Region des Repositorys</translation>
    </message>
    <message>
        <source>Empty: Vouch assumes the role directly</source>
        <translation>Leer: Vouch übernimmt die Rolle direkt</translation>
    </message>
    <message>
        <source>You already have a role with this name.</source>
        <translation>Sie haben bereits eine Rolle mit diesem Namen.</translation>
    </message>
    <message>
        <source>That isn&apos;t a valid role name.</source>
        <translation>Das ist kein gültiger Rollenname.</translation>
    </message>
    <message>
        <source>That isn&apos;t a role ARN.</source>
        <translation>Das ist keine Rollen-ARN.</translation>
    </message>
    <message>
        <source>That isn&apos;t a region.</source>
        <translation>Das ist keine Region.</translation>
    </message>
    <message>
        <source>That&apos;s the role itself. Leave this field empty or enter another role.</source>
        <translation>Das ist die Rolle selbst. Lassen Sie das Feld leer oder geben Sie eine andere Rolle ein.</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>Geben Sie einen Namen ein.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::RolePage</name>
    <message>
        <source>Choose your role</source>
        <translation>Rolle wählen</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>Role &amp;ARN</source>
        <translation>Rollen-A&amp;RN</translation>
    </message>
    <message>
        <source>Re&amp;gion</source>
        <translation>Re&amp;gion</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>AWS refused this role</source>
        <translation>AWS hat diese Rolle abgelehnt</translation>
    </message>
    <message>
        <source>Vouch tests the role with AWS now, so git doesn&apos;t fail later. The test changes nothing.</source>
        <translation>Vouch testet die Rolle jetzt bei AWS, damit git später nicht scheitert. Der Test ändert nichts.</translation>
    </message>
    <message>
        <source>That isn&apos;t a role ARN. A role ARN looks like arn:aws:iam::123456789012:role/Name.</source>
        <translation>Das ist keine Rollen-ARN. Eine Rollen-ARN sieht aus wie arn:aws:iam::123456789012:role/Name.</translation>
    </message>
    <message>
        <source>Requesting the role %1 from AWS…</source>
        <translation>Die Rolle %1 wird bei AWS angefordert…</translation>
    </message>
    <message>
        <source>Sign in first. Vouch then requests the role %1 from AWS.</source>
        <translation>Melden Sie sich zuerst an. Vouch fordert dann die Rolle %1 bei AWS an.</translation>
    </message>
    <message>
        <source>The trust policy of %1 doesn&apos;t let you in yet. Ask an administrator of account %2 to add the statement below.</source>
        <translation>Die Vertrauensrichtlinie von %1 lässt Sie noch nicht zu. Bitten Sie einen Administrator des Kontos %2, die Anweisung unten hinzuzufügen.</translation>
    </message>
    <message>
        <source>Account %1 doesn&apos;t trust your Vouch server yet. Ask its administrator to add the server and the statement below.</source>
        <translation>Das Konto %1 vertraut dem Vouch-Server noch nicht. Bitten Sie seinen Administrator, den Server und die Anweisung unten hinzuzufügen.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::RolesPage</name>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Used for</source>
        <translation>Verwendet für</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Bearbeiten…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>Make &amp;default</source>
        <translation>Als &amp;Standard</translation>
    </message>
    <message>
        <source>Add r&amp;ule…</source>
        <translation>&amp;Regel hinzufügen…</translation>
    </message>
    <message>
        <source>Move u&amp;p</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move d&amp;own</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Remove ru&amp;le</source>
        <translation>Regel e&amp;ntfernen</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen…</translation>
    </message>
    <message>
        <source>any</source>
        <translation>jede</translation>
    </message>
    <message>
        <source>No repository matches this yet</source>
        <translation>Noch passt kein Repository</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s), everything else</source>
        <translation>
            <numerusform>%n Regel, alles andere</numerusform>
            <numerusform>%n Regeln, alles andere</numerusform>
        </translation>
    </message>
    <message>
        <source>everything else</source>
        <translation>alles andere</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s)</source>
        <translation>
            <numerusform>%n Regel</numerusform>
            <numerusform>%n Regeln</numerusform>
        </translation>
    </message>
    <message>
        <source>when named</source>
        <translation>nur wenn genannt</translation>
    </message>
    <message>
        <source>Remove a role</source>
        <translation>Rolle entfernen</translation>
    </message>
    <message>
        <source>Remove the role %1?</source>
        <translation>Die Rolle %1 entfernen?</translation>
    </message>
    <message>
        <source>Role or profile</source>
        <translation>Rolle oder Profil</translation>
    </message>
    <message>
        <source>What git uses while you&apos;re signed in.</source>
        <translation>Was git verwendet, während Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>Which role each repository uses</source>
        <translation>Welche Rolle für welches Repository</translation>
    </message>
    <message>
        <source>The first matching rule applies.</source>
        <translation>Die erste passende Regel gilt.</translation>
    </message>
    <message>
        <source>No such role</source>
        <translation>Diese Rolle gibt es nicht</translation>
    </message>
    <message>
        <source>No such role or profile</source>
        <translation>Rolle oder Profil gibt es nicht</translation>
    </message>
    <message numerus="yes">
        <source>Its %n rule(s) will be removed too.</source>
        <translation>
            <numerusform>Ihre %n Regel wird mit entfernt.</numerusform>
            <numerusform>Ihre %n Regeln werden mit entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing changes in AWS.</source>
        <translation>In AWS ändert sich nichts.</translation>
    </message>
    <message>
        <source>Requesting the role %1 from AWS…</source>
        <translation>Die Rolle %1 wird bei AWS angefordert…</translation>
    </message>
    <message>
        <source>Set by your organization</source>
        <translation>Von Ihrer Organisation festgelegt</translation>
    </message>
    <message>
        <source>%1; set by your organization</source>
        <translation>%1; von Ihrer Organisation festgelegt</translation>
    </message>
</context>
<context>
    <name>vouch::ui::RuleDialog</name>
    <message>
        <source>Add a rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Repository</source>
        <translation>&amp;Repository</translation>
    </message>
    <message>
        <source>R&amp;ole</source>
        <translation>R&amp;olle</translation>
    </message>
    <message>
        <source>R&amp;ole or profile</source>
        <translation>R&amp;olle oder Profil</translation>
    </message>
    <message>
        <source>Edit a rule</source>
        <translation>Regel bearbeiten</translation>
    </message>
    <message>
        <source>A name or a pattern such as infra-*. To match one region only, put the region first: us-east-1/infra-*</source>
        <translation>Ein Name oder ein Muster wie infra-*. Für nur eine Region diese voranstellen: us-east-1/infra-*</translation>
    </message>
    <message>
        <source>You already have this rule.</source>
        <translation>Sie haben diese Regel bereits.</translation>
    </message>
    <message>
        <source>That isn&apos;t a repository name or pattern. Enter one like payments-api or infra-*.</source>
        <translation>Das ist kein Name oder Muster eines Repositorys. Geben Sie etwas wie payments-api oder infra-* ein.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::ServerPage</name>
    <message>
        <source>B&amp;rowse…</source>
        <translation>Durchs&amp;uchen…</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>Certificate &amp;file</source>
        <translation>Zertifikats&amp;datei</translation>
    </message>
    <message>
        <source>%1 answers, and its certificate is trusted.</source>
        <translation>%1 antwortet, und seinem Zertifikat wird vertraut.</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Zertifikatsdatei</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Enter the address of your organization&apos;s Vouch server. Vouch checks that the server answers. Next saves the address to Vouch&apos;s settings.</source>
        <translation>Geben Sie die Adresse des Vouch-Servers Ihrer Organisation ein. Vouch prüft, ob der Server antwortet. „Weiter“ speichert die Adresse in den Einstellungen von Vouch.</translation>
    </message>
    <message>
        <source>Only if your organization has its own CA</source>
        <translation>Nur bei eigener Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Contacting %1…</source>
        <translation>%1 wird kontaktiert…</translation>
    </message>
    <message>
        <source>%1 answers. Switching servers signs you out.</source>
        <translation>%1 antwortet. Ein Wechsel des Servers meldet Sie ab.</translation>
    </message>
    <message>
        <source>If your organization has its own certificate authority, choose its certificate file below.</source>
        <translation>Wenn Ihre Organisation eine eigene Zertifizierungsstelle hat, wählen Sie unten deren Zertifikatsdatei.</translation>
    </message>
    <message>
        <source>Choose another certificate file below, or leave the field empty.</source>
        <translation>Wählen Sie unten eine andere Zertifikatsdatei, oder lassen Sie das Feld leer.</translation>
    </message>
    <message>
        <source>Your Vouch server</source>
        <translation>Ihr Vouch-Server</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>I have a file from my &amp;team…</source>
        <translation>Ich habe eine Datei von meinem &amp;Team…</translation>
    </message>
    <message>
        <source>Your organization set the address. Vouch checks that the server answers.</source>
        <translation>Ihre Organisation hat die Adresse festgelegt. Vouch prüft, ob der Server antwortet.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::SessionEnd</name>
    <message>
        <source>Signed out because the screen was locked</source>
        <translation>Abgemeldet, weil der Bildschirm gesperrt wurde</translation>
    </message>
    <message>
        <source>Signed out because the computer went to sleep</source>
        <translation>Abgemeldet, weil der Computer in den Energiesparmodus ging</translation>
    </message>
    <message>
        <source>Signed out because the key was removed</source>
        <translation>Abgemeldet, weil der Schlüssel abgezogen wurde</translation>
    </message>
    <message>
        <source>Your session ended</source>
        <translation>Ihre Sitzung ist beendet</translation>
    </message>
</context>
<context>
    <name>vouch::ui::SessionNotices</name>
    <message>
        <source>Sign in again to keep git working until %1.</source>
        <translation>Melden Sie sich erneut an, damit git bis %1 Uhr funktioniert.</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>Noch %n Minute</numerusform>
            <numerusform>Noch %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Git will stop working with CodeCommit at %1.</source>
        <translation>Ab %1 Uhr funktioniert git nicht mehr mit CodeCommit.</translation>
    </message>
    <message>
        <source>Sign in the next time you need git.</source>
        <translation>Melden Sie sich an, wenn Sie git das nächste Mal brauchen.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::SettingsDialog</name>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
</context>
<context>
    <name>vouch::ui::SettingsPage</name>
    <message>
        <source>Set by your organization.</source>
        <translation>Von Ihrer Organisation festgelegt.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::SettingsWindow</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Locking</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Changes take effect immediately.</source>
        <translation>Änderungen gelten sofort.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>AWS</source>
        <translation>AWS</translation>
    </message>
    <message>
        <source>AWS profiles</source>
        <translation>AWS-Profile</translation>
    </message>
    <message>
        <source>Troubleshooting</source>
        <translation>Fehlersuche</translation>
    </message>
</context>
<context>
    <name>vouch::ui::SignInDialog</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;How to reset</source>
        <translation>&amp;So setzen Sie ihn zurück</translation>
    </message>
    <message>
        <source>&amp;Use another key</source>
        <translation>An&amp;deren Schlüssel verwenden</translation>
    </message>
    <message>
        <source>Sign in to %1</source>
        <translation>Anmelden bei %1</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>How to reset</source>
        <translation>So wird er zurückgesetzt</translation>
    </message>
    <message>
        <source>Enter the key&apos;s PIN</source>
        <translation>PIN des Sicherheitsschlüssels eingeben</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN. %n attempt(s) left.</source>
        <translation>
            <numerusform>Falsche PIN. Noch %n Versuch.</numerusform>
            <numerusform>Falsche PIN. Noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>Signs you in until %1</source>
        <translation>Die Anmeldung gilt bis %1 Uhr</translation>
    </message>
    <message>
        <source>%1 and %2 are inserted.</source>
        <translation>%1 und %2 sind eingesteckt.</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are inserted.</source>
        <translation>
            <numerusform>%n Schlüssel ist eingesteckt.</numerusform>
            <numerusform>%n Schlüssel sind eingesteckt.</numerusform>
        </translation>
    </message>
    <message>
        <source>This key holds two accounts for %1.</source>
        <translation>Dieser Schlüssel enthält zwei Konten für %1.</translation>
    </message>
    <message numerus="yes">
        <source>This key holds %n account(s) for %1.</source>
        <translation>
            <numerusform>Dieser Schlüssel enthält %n Konto für %1.</numerusform>
            <numerusform>Dieser Schlüssel enthält %n Konten für %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Anmeldung läuft</translation>
    </message>
    <message>
        <source>Waiting for %1.</source>
        <translation>Warten auf %1.</translation>
    </message>
    <message>
        <source>%1 is checking your key.</source>
        <translation>%1 prüft den Schlüssel.</translation>
    </message>
    <message>
        <source>Insert your key</source>
        <translation>Schlüssel einstecken</translation>
    </message>
    <message>
        <source>Insert your key again</source>
        <translation>Schlüssel wieder einstecken</translation>
    </message>
    <message>
        <source>Touch your key</source>
        <translation>Schlüssel berühren</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>Noch %n Sekunde</numerusform>
            <numerusform>Noch %n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Touch the key you want to use</source>
        <translation>Gewünschten Schlüssel berühren</translation>
    </message>
    <message>
        <source>Choose an account</source>
        <translation>Konto wählen</translation>
    </message>
    <message>
        <source>You didn&apos;t touch the key</source>
        <translation>Der Schlüssel wurde nicht berührt</translation>
    </message>
    <message>
        <source>Pull the key out and insert it again</source>
        <translation>Schlüssel abziehen und neu einstecken</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) left</source>
        <translation>
            <numerusform>Noch %n Versuch</numerusform>
            <numerusform>Noch %n Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>This key&apos;s PIN is blocked</source>
        <translation>Die PIN dieses Schlüssels ist gesperrt</translation>
    </message>
    <message>
        <source>Your other keys still work.</source>
        <translation>Ihre anderen Schlüssel funktionieren weiterhin.</translation>
    </message>
    <message>
        <source>This key has no PIN yet</source>
        <translation>Dieser Schlüssel hat noch keine PIN</translation>
    </message>
    <message>
        <source>This key isn&apos;t registered</source>
        <translation>Dieser Schlüssel ist nicht registriert</translation>
    </message>
    <message>
        <source>You are signing in</source>
        <translation>Sie melden sich an</translation>
    </message>
    <message>
        <source>%1 as %2</source>
        <translation>%1 als %2</translation>
    </message>
    <message>
        <source>%1, pid %2</source>
        <translation>%1, PID %2</translation>
    </message>
    <message>
        <source>%1 wants %2</source>
        <translation>%1 möchte auf %2 zugreifen</translation>
    </message>
    <message>
        <source>%1, pid %2, in %3</source>
        <translation>%1, PID %2, in %3</translation>
    </message>
    <message>
        <source>Add a key to %1</source>
        <translation>Schlüssel hinzufügen: %1</translation>
    </message>
    <message>
        <source>Adding the key</source>
        <translation>Schlüssel wird hinzugefügt</translation>
    </message>
    <message>
        <source>Insert the new key</source>
        <translation>Neuen Schlüssel einstecken</translation>
    </message>
    <message>
        <source>It can&apos;t hold another account.
Use another key, or remove an account from this one.</source>
        <translation>Er kann kein weiteres Konto aufnehmen.
Verwenden Sie einen anderen, oder entfernen Sie ein Konto.</translation>
    </message>
    <message>
        <source>You are adding a key</source>
        <translation>Sie fügen einen Schlüssel hinzu</translation>
    </message>
    <message>
        <source>You are removing a key</source>
        <translation>Sie entfernen einen Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Register it…</source>
        <translation>&amp;Registrieren…</translation>
    </message>
    <message>
        <source>Set a &amp;PIN…</source>
        <translation>&amp;PIN festlegen…</translation>
    </message>
    <message>
        <source>Change &amp;PIN…</source>
        <translation>&amp;PIN ändern…</translation>
    </message>
    <message>
        <source>You are adding AWS keys</source>
        <translation>Sie fügen AWS-Schlüssel hinzu</translation>
    </message>
    <message>
        <source>for profile %1</source>
        <translation>für das Profil %1</translation>
    </message>
    <message>
        <source>as %1</source>
        <comment>a role</comment>
        <translation>als %1</translation>
    </message>
    <message>
        <source>%1 wants AWS credentials</source>
        <translation>%1 möchte AWS-Zugangsdaten</translation>
    </message>
    <message>
        <source>Enter &amp;PIN</source>
        <translation>&amp;PIN eingeben</translation>
    </message>
    <message>
        <source>Your key is in use</source>
        <translation>Ihr Schlüssel ist belegt</translation>
    </message>
    <message>
        <source>Another program or window is using it, such as a browser tab.
Close that, then try again.</source>
        <translation>Ein anderes Programm oder Fenster verwendet ihn, etwa ein
Browser-Tab. Schließen Sie es und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Touch your key to let it continue.</source>
        <translation>Berühren Sie Ihren Schlüssel, damit es weitergeht.</translation>
    </message>
    <message>
        <source>Touch your key to continue.</source>
        <translation>Berühren Sie Ihren Schlüssel, um fortzufahren.</translation>
    </message>
    <message>
        <source>After that, you&apos;ll need to reset the key.</source>
        <translation>Danach müssen Sie den Schlüssel zurücksetzen.</translation>
    </message>
    <message>
        <source>Plug the key you want to add into a USB port.</source>
        <translation>Stecken Sie den neuen Schlüssel in einen USB-Anschluss.</translation>
    </message>
    <message>
        <source>Plug your security key into a USB port.</source>
        <translation>Stecken Sie Ihren Sicherheitsschlüssel in einen USB-Anschluss.</translation>
    </message>
    <message>
        <source>The key was removed before you touched it. Nothing is lost.</source>
        <translation>Der Schlüssel wurde vor der Berührung abgezogen. Es ist nichts verloren.</translation>
    </message>
    <message>
        <source>Your key is blinking. Touch its gold disc.</source>
        <translation>Ihr Schlüssel blinkt. Berühren Sie die goldene Fläche.</translation>
    </message>
    <message>
        <source>Try again when the key is within reach.</source>
        <translation>Versuchen Sie es noch einmal, wenn der Schlüssel in Reichweite ist.</translation>
    </message>
    <message>
        <source>After three wrong PINs in a row, the key must be reinserted.</source>
        <translation>Nach drei falschen PINs in Folge muss der Schlüssel neu eingesteckt werden.</translation>
    </message>
    <message>
        <source>The wrong PIN was entered too many times.
You&apos;ll need to reset the key, which erases it.</source>
        <translation>Die PIN wurde zu oft falsch eingegeben. Sie müssen den Schlüssel
zurücksetzen. Dabei wird er gelöscht.</translation>
    </message>
    <message>
        <source>Choose one now. You&apos;ll enter it each time you sign in.</source>
        <translation>Wählen Sie jetzt eine. Sie geben sie bei jeder Anmeldung ein.</translation>
    </message>
    <message>
        <source>This key requires a new PIN</source>
        <translation>Dieser Schlüssel verlangt eine neue PIN</translation>
    </message>
    <message>
        <source>Change the PIN now. Your accounts stay on the key.</source>
        <translation>Ändern Sie die PIN jetzt. Ihre Konten bleiben auf dem Schlüssel.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t recognize this key.
Use another key, or register this one.</source>
        <translation>%1 kennt diesen Schlüssel nicht.
Verwenden Sie einen anderen, oder registrieren Sie diesen.</translation>
    </message>
    <message>
        <source>This key is already registered</source>
        <translation>Dieser Schlüssel ist bereits registriert</translation>
    </message>
    <message>
        <source>%1 already knows this key.
Insert the key you want to add.</source>
        <translation>%1 kennt diesen Schlüssel bereits.
Stecken Sie den Schlüssel ein, den Sie hinzufügen möchten.</translation>
    </message>
    <message>
        <source>This key is full</source>
        <translation>Dieser Schlüssel ist voll</translation>
    </message>
    <message>
        <source>%1 (ignoring AWS_PROFILE=%2)</source>
        <translation>%1 (AWS_PROFILE=%2 wird ignoriert)</translation>
    </message>
    <message>
        <source>Opening the AWS console</source>
        <translation>Die AWS-Konsole wird geöffnet</translation>
    </message>
    <message>
        <source>Reset the key with its manufacturer&apos;s app.</source>
        <translation>Setzen Sie den Schlüssel mit der App seines Herstellers zurück.</translation>
    </message>
    <message>
        <source>A reset erases everything on the key, for every service you use it with. Afterward, register it with each service again as a new key.</source>
        <translation>Zurücksetzen löscht alles auf dem Schlüssel, für jeden Dienst, mit dem Sie ihn verwenden. Registrieren Sie ihn danach bei jedem Dienst neu.</translation>
    </message>
    <message>
        <source>in %1</source>
        <comment>a terminal&apos;s program</comment>
        <translation>in %1</translation>
    </message>
    <message>
        <source>Key added</source>
        <translation>Schlüssel hinzugefügt</translation>
    </message>
    <message>
        <source>Signed in until %1</source>
        <translation>Angemeldet bis %1 Uhr</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>&amp;Nicht jetzt</translation>
    </message>
    <message>
        <source>%1 is asking for your key</source>
        <translation>%1 fragt nach Ihrem Schlüssel</translation>
    </message>
    <message>
        <source>Continue in its window, with the key you want to add.
It asks for the key&apos;s PIN and a touch.</source>
        <translation>Fahren Sie dort mit dem Schlüssel fort, den Sie hinzufügen möchten.
Es wird nach der PIN und einer Berührung gefragt.</translation>
    </message>
    <message>
        <source>Continue in its window: it asks for the key&apos;s PIN and a touch.</source>
        <translation>Fahren Sie in seinem Fenster fort:
Es fragt nach der PIN und einer Berührung.</translation>
    </message>
    <message>
        <source>Continue when you&apos;re ready</source>
        <translation>Fahren Sie fort, wenn Sie bereit sind</translation>
    </message>
    <message>
        <source>%1 then asks for the key you want to add, its PIN and a touch.</source>
        <translation>%1 fragt dann nach dem Schlüssel, den Sie hinzufügen möchten, nach seiner PIN und einer Berührung.</translation>
    </message>
    <message>
        <source>%1 then asks for your key, its PIN and a touch.</source>
        <translation>%1 fragt dann nach Ihrem Schlüssel, seiner PIN und einer Berührung.</translation>
    </message>
    <message>
        <source>%1 stopped waiting for your key</source>
        <translation>%1 wartet nicht mehr auf Ihren Schlüssel</translation>
    </message>
    <message>
        <source>%1 found no account on your key</source>
        <translation>%1 fand auf dem Schlüssel kein Konto</translation>
    </message>
    <message>
        <source>Your key holds none for %1.
Use another key, or register this one.</source>
        <translation>Auf Ihrem Schlüssel ist keines für %1.
Verwenden Sie einen anderen, oder registrieren Sie diesen.</translation>
    </message>
    <message>
        <source>%1 asks for your key once you continue.</source>
        <translation>%1 fragt nach Ihrem Schlüssel, sobald Sie fortfahren.</translation>
    </message>
    <message>
        <source>%1 is asking for your key: continue in its window.</source>
        <translation>%1 fragt nach Ihrem Schlüssel: Fahren Sie in seinem Fenster fort.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::StartPage</name>
    <message>
        <source>&amp;Start Vouch when you log in</source>
        <translation>Vouch bei der Anmeldung am Computer &amp;starten</translation>
    </message>
    <message>
        <source>Otherwise, Vouch starts when git first needs it.</source>
        <translation>Sonst startet Vouch, wenn git es zum ersten Mal braucht.</translation>
    </message>
    <message>
        <source>You are ready</source>
        <translation>Alles bereit</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>K&amp;opieren</translation>
    </message>
    <message>
        <source>Startup</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Clone a repository</source>
        <translation>Ein Repository klonen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>A&amp;utomatic</source>
        <translation>A&amp;utomatisch</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>He&amp;ll</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>REPOSITORY</source>
        <translation>REPOSITORY</translation>
    </message>
    <message>
        <source>Almost ready</source>
        <translation>Fast bereit</translation>
    </message>
    <message>
        <source>Git uses Vouch for CodeCommit from now on.</source>
        <translation>git verwendet für CodeCommit ab jetzt Vouch.</translation>
    </message>
    <message>
        <source>You skipped: %1. Git can&apos;t use Vouch without that. Go back to finish it.</source>
        <translation>Übersprungen: %1. Ohne das kann git Vouch nicht verwenden. Gehen Sie zurück, um es nachzuholen.</translation>
    </message>
    <message>
        <source>Paste this line into a terminal, or its address into your editor.</source>
        <translation>Fügen Sie diese Zeile in ein Terminal ein oder die Adresse daraus in Ihren Editor.</translation>
    </message>
    <message>
        <source>Can you see the key in the tray?</source>
        <translation>Sehen Sie den Schlüssel im Infobereich?</translation>
    </message>
    <message>
        <source>It&apos;s Vouch&apos;s icon. Choose the color that you can see best.</source>
        <translation>Das ist das Symbol von Vouch. Wählen Sie die Farbe, die Sie am besten sehen.</translation>
    </message>
    <message>
        <source>Replace %1 with the repository&apos;s name.</source>
        <translation>Setzen Sie für %1 den Namen des Repositorys ein.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::Status</name>
    <message>
        <source>You are not signed in</source>
        <translation>Sie sind nicht angemeldet</translation>
    </message>
    <message>
        <source>You are offline</source>
        <translation>Sie sind offline</translation>
    </message>
    <message>
        <source>Can&apos;t reach %1</source>
        <translation>%1 ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Vouch will try again when you&apos;re back online.</source>
        <translation>Vouch versucht es erneut, sobald Sie wieder online sind.</translation>
    </message>
    <message>
        <source>The network is up, but the server isn&apos;t responding. If you use a VPN, connect it.</source>
        <translation>Das Netzwerk funktioniert, aber der Server antwortet nicht. Wenn Sie ein VPN nutzen, stellen Sie die Verbindung her.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::TeamDialog</name>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>From the file</source>
        <translation>Aus der Datei</translation>
    </message>
    <message>
        <source>What the file changes</source>
        <translation>Was die Datei ändert</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>An&amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Use these settings</source>
        <translation>Diese Einstellungen ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>Settings from your team</source>
        <translation>Einstellungen von Ihrem Team</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>Vouch shows what the file changes before anything is saved. Such a file can&apos;t set certificates, AWS&apos;s files, or which programs get AWS credentials.</source>
        <translation>Vouch zeigt, was die Datei ändert, bevor etwas gespeichert wird. Eine solche Datei kann weder Zertifikate noch die Dateien von AWS festlegen, und auch nicht, welche Programme AWS-Anmeldedaten bekommen.</translation>
    </message>
    <message>
        <source>&amp;File or address</source>
        <translation>Da&amp;tei oder Adresse</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Contacting %1…</source>
        <translation>%1 wird kontaktiert…</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht festgelegt</translation>
    </message>
    <message>
        <source>Your team&apos;s file</source>
        <translation>Die Datei Ihres Teams</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>Bisher</translation>
    </message>
    <message>
        <source>Your settings already match this file.</source>
        <translation>Ihre Einstellungen stimmen mit dieser Datei bereits überein.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::TextDialog</name>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>vouch::ui::Time</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 Std. %2 Min.</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 Min. %2 Sek.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 Sek.</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 Min.</translation>
    </message>
    <message>
        <source>less than 1 min</source>
        <translation>weniger als 1 Min.</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>5 hours, 12 minutes</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::Tray</name>
    <message>
        <source>Sign &amp;in</source>
        <translation>&amp;Anmelden</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>Ab&amp;melden</translation>
    </message>
    <message>
        <source>Switch &amp;role</source>
        <translation>&amp;Rolle wechseln</translation>
    </message>
    <message>
        <source>Open &amp;Vouch</source>
        <translation>Vouch &amp;öffnen</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit Vouch</source>
        <translation>Vouch &amp;beenden</translation>
    </message>
    <message>
        <source>Not set up yet</source>
        <translation>Noch nicht eingerichtet</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Wartet auf Anmeldung</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Vouch: not set up yet</source>
        <translation>Vouch: noch nicht eingerichtet</translation>
    </message>
    <message>
        <source>Vouch: signed out</source>
        <translation>Vouch: abgemeldet</translation>
    </message>
    <message>
        <source>Vouch: waiting for you</source>
        <translation>Vouch: wartet auf Anmeldung</translation>
    </message>
    <message>
        <source>Vouch: %1</source>
        <translation>Vouch: %1</translation>
    </message>
    <message>
        <source>Vouch: signed in until %1</source>
        <translation>Vouch: angemeldet bis %1 Uhr</translation>
    </message>
    <message>
        <source>Set up &amp;git…</source>
        <translation>&amp;Git einrichten…</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>Sch&amp;lüssel…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Vouch: ready</source>
        <translation>Vouch: bereit</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <comment>a question</comment>
        <translation>Wartet auf Sie</translation>
    </message>
    <message>
        <source>AWS &amp;console</source>
        <translation>AWS-&amp;Konsole</translation>
    </message>
    <message>
        <source>Co&amp;py</source>
        <translation>Ko&amp;pieren</translation>
    </message>
    <message>
        <source>Sign &amp;in again</source>
        <translation>Er&amp;neut anmelden</translation>
    </message>
</context>
<context>
    <name>vouch::ui::TryPage</name>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>&amp;Try</source>
        <translation>Aus&amp;probieren</translation>
    </message>
    <message>
        <source>&amp;Repository</source>
        <translation>&amp;Repository</translation>
    </message>
    <message>
        <source>Git contacts one of your repositories, as it will from now on. Nothing is changed.</source>
        <translation>Git kontaktiert eines Ihrer Repositorys, wie von nun an immer. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>Contacting the repository…</source>
        <translation>Das Repository wird kontaktiert…</translation>
    </message>
    <message>
        <source>Contacting the repository… Vouch will ask you to sign in.</source>
        <translation>Das Repository wird kontaktiert… Vouch wird Sie bitten, sich anzumelden.</translation>
    </message>
    <message>
        <source>Looking for the reason…</source>
        <translation>Der Grund wird gesucht…</translation>
    </message>
    <message numerus="yes">
        <source>Git works with this repository: it lists %n branch(es) and tag(s).</source>
        <translation>
            <numerusform>Git funktioniert mit diesem Repository und zeigt %n Branch oder Tag.</numerusform>
            <numerusform>Git funktioniert mit diesem Repository und zeigt %n Branches und Tags.</numerusform>
        </translation>
    </message>
    <message>
        <source>Git can&apos;t reach this repository. It reported: %1</source>
        <translation>Git erreicht dieses Repository nicht. Meldung: %1</translation>
    </message>
    <message>
        <source>Name or address of a repository</source>
        <translation>Name oder Adresse eines Repositorys</translation>
    </message>
</context>
<context>
    <name>vouch::ui::TypedRepository</name>
    <message>
        <source>The region of this repository isn&apos;t known.</source>
        <translation>Die Region dieses Repositorys ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Enter the repository&apos;s whole address.</source>
        <translation>Geben Sie die vollständige Adresse des Repositorys ein.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::UndoDialog</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Undo git&apos;s setup</source>
        <translation>Git-Einrichtung zurücknehmen</translation>
    </message>
    <message>
        <source>What changes in git&apos;s configuration</source>
        <translation>Was sich in der Konfiguration von git ändert</translation>
    </message>
    <message>
        <source>%1 has changed since setup, so only Vouch&apos;s lines were removed.</source>
        <translation>%1 hat sich seit der Einrichtung geändert, daher wurden nur die Zeilen von Vouch entfernt.</translation>
    </message>
    <message>
        <source>Git&apos;s configuration was restored.</source>
        <translation>Die Konfiguration von git wurde wiederhergestellt.</translation>
    </message>
    <message>
        <source>Git will no longer ask Vouch about CodeCommit. These lines of its configuration will change:</source>
        <translation>Git fragt Vouch dann nicht mehr nach CodeCommit. Diese Zeilen der Konfiguration ändern sich:</translation>
    </message>
    <message>
        <source>Vouch hasn&apos;t changed anything in git&apos;s configuration.</source>
        <translation>Vouch hat an der Konfiguration von git nichts geändert.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::WaysPage</name>
    <message>
        <source>How you sign in</source>
        <translation>So melden Sie sich an</translation>
    </message>
    <message>
        <source>With a &amp;Vouch server</source>
        <translation>Mit einem Vouch-&amp;Server</translation>
    </message>
    <message>
        <source>You sign in with your security key, and AWS lets you use a role. No access key is stored on this computer.</source>
        <translation>Sie melden sich mit Ihrem Sicherheitsschlüssel an, und AWS lässt Sie eine Rolle verwenden. Auf diesem Computer wird kein Zugriffsschlüssel gespeichert.</translation>
    </message>
    <message>
        <source>With AWS &amp;profiles</source>
        <translation>Mit AWS-&amp;Profilen</translation>
    </message>
    <message>
        <source>Vouch uses the profiles that the AWS command line uses, and can keep their access keys in your keychain.</source>
        <translation>Vouch verwendet dieselben Profile wie die AWS-Befehlszeile und kann deren Zugriffsschlüssel in Ihrem Schlüsselbund aufbewahren.</translation>
    </message>
    <message>
        <source>Choose one or both. This page changes nothing.</source>
        <translation>Wählen Sie eines oder beides. Diese Seite ändert nichts.</translation>
    </message>
    <message numerus="yes">
        <source>%n AWS profile(s) found on this computer.</source>
        <translation>
            <numerusform>%n AWS-Profil auf diesem Computer gefunden.</numerusform>
            <numerusform>%n AWS-Profile auf diesem Computer gefunden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::WelcomePage</name>
    <message>
        <source>Welcome to Vouch</source>
        <translation>Willkommen bei Vouch</translation>
    </message>
    <message>
        <source>What the next pages change</source>
        <translation>Was die nächsten Seiten ändern</translation>
    </message>
    <message>
        <source>How you sign in</source>
        <translation>Wie Sie sich anmelden</translation>
    </message>
    <message>
        <source>Git</source>
        <translation>Git</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Use git with AWS CodeCommit by touching your security key. This page changes nothing.</source>
        <translation>Mit einer Berührung Ihres Sicherheitsschlüssels git mit AWS CodeCommit verwenden. Diese Seite ändert nichts.</translation>
    </message>
    <message>
        <source>Adds Vouch&apos;s lines to git&apos;s configuration. You see every line first and can undo the change.</source>
        <translation>Fügt der Konfiguration von git die Zeilen von Vouch hinzu. Sie sehen jede Zeile vorher und können alles rückgängig machen.</translation>
    </message>
    <message>
        <source>Git contacts one repository. Nothing is changed.</source>
        <translation>Git kontaktiert ein Repository. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>You can leave at any page. Setup continues there when you open it again.</source>
        <translation>Sie können die Einrichtung auf jeder Seite verlassen. Sie wird dort fortgesetzt, wenn Sie sie wieder öffnen.</translation>
    </message>
    <message>
        <source>With a Vouch server, you need your security key, the server&apos;s address, and the ARN of your AWS role. Your administrator can give you the last two. With AWS profiles, you need nothing else.</source>
        <translation>Mit einem Vouch-Server brauchen Sie Ihren Sicherheitsschlüssel, die Adresse des Servers und den ARN Ihrer AWS-Rolle. Die letzten beiden bekommen Sie von Ihrem Administrator. Mit AWS-Profilen brauchen Sie sonst nichts.</translation>
    </message>
    <message>
        <source>You choose. Nothing is changed.</source>
        <translation>Sie wählen aus. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>Server, key, and role</source>
        <translation>Server, Schlüssel und Rolle</translation>
    </message>
    <message>
        <source>A new key gets an account. The server and the role are saved to Vouch&apos;s settings.</source>
        <translation>Ein neuer Schlüssel bekommt ein Konto. Server und Rolle werden in den Einstellungen von Vouch gespeichert.</translation>
    </message>
    <message>
        <source>AWS profiles</source>
        <translation>AWS-Profile</translation>
    </message>
    <message>
        <source>Only keys that you add or move are stored, in your keychain.</source>
        <translation>Nur Schlüssel, die Sie hinzufügen oder verschieben, werden gespeichert: in Ihrem Schlüsselbund.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Vouch starts when you log in, but only if you want it to.</source>
        <translation>Auf Wunsch startet Vouch bei der Anmeldung am Computer.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::WindowText</name>
    <message>
        <source>If your organization uses its own certificate authority, choose its certificate file in Vouch&apos;s settings.</source>
        <translation>Wenn Ihre Organisation eine eigene Zertifizierungsstelle verwendet, wählen Sie deren Zertifikatsdatei in den Einstellungen von Vouch.</translation>
    </message>
    <message>
        <source>Check the certificate file in Vouch&apos;s settings.</source>
        <translation>Prüfen Sie die Zertifikatsdatei in den Einstellungen von Vouch.</translation>
    </message>
    <message>
        <source>Enter the server in Vouch&apos;s settings.</source>
        <translation>Geben Sie den Server in den Einstellungen von Vouch ein.</translation>
    </message>
    <message>
        <source>Turn on the report about this computer in Vouch&apos;s settings.</source>
        <translation>Schalten Sie den Bericht über diesen Computer in den Einstellungen von Vouch ein.</translation>
    </message>
    <message>
        <source>You can change that in Vouch&apos;s settings, under AWS.</source>
        <translation>Das können Sie in den Einstellungen von Vouch unter „AWS“ ändern.</translation>
    </message>
    <message>
        <source>Check AWS&apos;s files in Vouch&apos;s settings.</source>
        <translation>Prüfen Sie die Dateien von AWS in den Einstellungen von Vouch.</translation>
    </message>
    <message>
        <source>Check the roles in Vouch&apos;s settings.</source>
        <translation>Prüfen Sie die Rollen in den Einstellungen von Vouch.</translation>
    </message>
    <message>
        <source>Check the AWS profiles in Vouch&apos;s settings.</source>
        <translation>Prüfen Sie die AWS-Profile in den Einstellungen von Vouch.</translation>
    </message>
    <message>
        <source>Change the PIN in Vouch&apos;s Keys window.</source>
        <translation>Ändern Sie die PIN im Schlüsselfenster von Vouch.</translation>
    </message>
    <message>
        <source>Sign in.</source>
        <translation>Melden Sie sich an.</translation>
    </message>
    <message>
        <source>Sign out, then sign in again.</source>
        <translation>Melden Sie sich ab und dann wieder an.</translation>
    </message>
    <message>
        <source>Set up git with Vouch.</source>
        <translation>Richten Sie git mit Vouch ein.</translation>
    </message>
    <message>
        <source>Remove Vouch&apos;s entries for this server from your keychain, then sign in again.</source>
        <translation>Entfernen Sie Vouchs Einträge für diesen Server aus dem Schlüsselbund und melden Sie sich dann neu an.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::Wizard</name>
    <message>
        <source>Set up Vouch</source>
        <translation>Einrichtung von Vouch</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Fertigstellen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Skip for no&amp;w</source>
        <translation>&amp;Vorerst überspringen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
</context>
<context>
    <name>vouch::ui::WizardPage</name>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
</context>
<context>
    <name>vouch::ui::WizardSteps</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>%1, step %2 of %3</source>
        <translation>%1, Schritt %2 von %3</translation>
    </message>
</context>
</TS>
