<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>vouch</name>
    <message>
        <source>Another Vouch does not end.</source>
        <translation>Ein anderes Vouch beendet sich nicht.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Something went wrong inside Vouch.</source>
        <translation>In Vouch ist ein Fehler aufgetreten.</translation>
    </message>
    <message>
        <source>Its log says more.</source>
        <translation>Das Protokoll sagt mehr.</translation>
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
        <source>%1 does not end.</source>
        <translation>%1 beendet sich nicht.</translation>
    </message>
    <message>
        <source>“%1” is not an AWS region.</source>
        <translation>„%1“ ist keine AWS-Region.</translation>
    </message>
    <message>
        <source>It looks like us-east-1.</source>
        <translation>Sie sieht aus wie us-east-1.</translation>
    </message>
    <message>
        <source>git can&apos;t read its configuration: %1.</source>
        <translation>git kann seine Konfiguration nicht lesen: %1.</translation>
    </message>
    <message>
        <source>Mend that file first.</source>
        <translation>Zuerst diese Datei in Ordnung bringen.</translation>
    </message>
    <message>
        <source>git can&apos;t be asked about %1: %2</source>
        <translation>git lässt sich nicht nach %1 fragen: %2</translation>
    </message>
    <message>
        <source>Can&apos;t keep a copy in %1.</source>
        <translation>In %1 lässt sich keine Kopie ablegen.</translation>
    </message>
    <message>
        <source>Nothing was changed. Check its permissions and the disk.</source>
        <translation>Nichts wurde geändert. Zugriffsrechte und Datenträger prüfen.</translation>
    </message>
    <message>
        <source>%1 keeps the password for %2.</source>
        <translation>%1 bewahrt das Passwort für %2 auf.</translation>
    </message>
    <message>
        <source>Remove it there by hand.</source>
        <translation>Dort von Hand entfernen.</translation>
    </message>
    <message>
        <source>If your network has its own authority, run: vouch config set ca-bundle-aws FILE</source>
        <translation>Hat das Netzwerk eine eigene Zertifizierungsstelle: vouch config set ca-bundle-aws DATEI</translation>
    </message>
    <message>
        <source>%1 is read-only.</source>
        <translation>%1 ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Nothing was changed. Where that file is made, write what stands behind + above, and leave out what stands behind -.</source>
        <translation>Nichts wurde geändert. Schreiben Sie dort, wo diese Datei entsteht, was oben hinter + steht, und lassen Sie weg, was hinter - steht.</translation>
    </message>
    <message>
        <source>Not everything could be put back. What was before is in %1.</source>
        <translation>Nicht alles ließ sich zurücklegen. Was vorher war, steht in %1.</translation>
    </message>
</context>
<context>
    <name>vouch::Activity</name>
    <message>
        <source>Can&apos;t read %1.</source>
        <translation>%1 ist nicht lesbar.</translation>
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
    <name>vouch::AuthenticationTraps</name>
    <message>
        <source>The command line or GIT_CONFIG_COUNT</source>
        <translation>Die Befehlszeile oder GIT_CONFIG_COUNT</translation>
    </message>
    <message>
        <source>git signs in to %1 with a password from ~/.netrc</source>
        <translation>git meldet sich bei %1 mit einem Passwort aus ~/.netrc an</translation>
    </message>
    <message>
        <source>%1. git never asks Vouch then.</source>
        <translation>%1. git fragt Vouch dann nie.</translation>
    </message>
    <message>
        <source>Remove that entry from ~/.netrc</source>
        <translation>Diesen Eintrag aus ~/.netrc entfernen</translation>
    </message>
    <message>
        <source>git sends a password of its own to CodeCommit</source>
        <translation>git schickt CodeCommit ein eigenes Passwort</translation>
    </message>
    <message>
        <source>%1: http.extraHeader. git never asks Vouch then.</source>
        <translation>%1: http.extraHeader. git fragt Vouch dann nie.</translation>
    </message>
    <message>
        <source>Remove that header</source>
        <translation>Diesen Header entfernen</translation>
    </message>
    <message>
        <source>A rule writes a user name into CodeCommit&apos;s URLs</source>
        <translation>Eine Regel schreibt einen Benutzernamen in die URLs von CodeCommit</translation>
    </message>
    <message>
        <source>%1: url.….insteadOf. git never asks Vouch then.</source>
        <translation>%1: url.….insteadOf. git fragt Vouch dann nie.</translation>
    </message>
    <message>
        <source>Remove that rule</source>
        <translation>Diese Regel entfernen</translation>
    </message>
</context>
<context>
    <name>vouch::GitCredentials</name>
    <message>
        <source>%1 may not read it</source>
        <translation>%1 darf es nicht lesen</translation>
    </message>
    <message>
        <source>there is no such repository</source>
        <translation>dieses Repository gibt es nicht</translation>
    </message>
    <message>
        <source>%1 may not read %2. Ask for codecommit:GitPull, or choose another role: vouch config list</source>
        <translation>%1 darf %2 nicht lesen. Um codecommit:GitPull bitten oder eine andere Rolle wählen: vouch config list</translation>
    </message>
    <message>
        <source>There is no repository %1 in %2 for %3.</source>
        <translation>Für %3 gibt es in %2 kein Repository %1.</translation>
    </message>
</context>
<context>
    <name>vouch::HealthChecks</name>
    <message>
        <source>Vouch %1 on %2 (%3), Qt %4.</source>
        <translation>Vouch %1 auf %2 (%3), Qt %4.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is right.</source>
        <translation>Die Uhr dieses Computers geht richtig.</translation>
    </message>
    <message>
        <source>Set the clock: timedatectl set-ntp true</source>
        <translation>Uhr stellen: timedatectl set-ntp true</translation>
    </message>
    <message>
        <source>Vouch does not know your server yet.</source>
        <translation>Vouch kennt den Server noch nicht.</translation>
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
        <source>Vouch runs without a display: it asks for your PIN on a terminal only.</source>
        <translation>Vouch läuft ohne Bildschirm: Die PIN wird nur im Terminal abgefragt.</translation>
    </message>
    <message>
        <source>Vouch is in the tray.</source>
        <translation>Vouch ist im Infobereich.</translation>
    </message>
    <message>
        <source>This desktop has no tray; Vouch has a window.</source>
        <translation>Dieser Desktop hat keinen Infobereich; Vouch hat ein Fenster.</translation>
    </message>
    <message>
        <source>The desktop shows notifications.</source>
        <translation>Der Desktop zeigt Benachrichtigungen.</translation>
    </message>
    <message>
        <source>This desktop shows no notifications: Vouch can&apos;t say when your session is about to end.</source>
        <translation>Dieser Desktop zeigt keine Benachrichtigungen: Vouch kann nicht sagen, wann die Sitzung bald endet.</translation>
    </message>
    <message>
        <source>Install and start a notification service, such as dunst.</source>
        <translation>Einen Benachrichtigungsdienst wie dunst installieren und starten.</translation>
    </message>
    <message>
        <source>The key is in use by a sign-in.</source>
        <translation>Der Schlüssel wird gerade zum Anmelden verwendet.</translation>
    </message>
    <message>
        <source>No key is plugged in; none is needed while you are signed in.</source>
        <translation>Kein Schlüssel steckt; während der Sitzung wird keiner gebraucht.</translation>
    </message>
    <message>
        <source>No security key is plugged in.</source>
        <translation>Kein Sicherheitsschlüssel steckt.</translation>
    </message>
    <message>
        <source>Put your security key into a USB port.</source>
        <translation>Den Sicherheitsschlüssel in einen USB-Anschluss stecken.</translation>
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
        <source>Insert it again. If that does not help, install libfido2&apos;s udev rules.</source>
        <translation>Noch einmal einstecken. Hilft das nicht, die udev-Regeln von libfido2 installieren.</translation>
    </message>
    <message>
        <source>The PIN of %1 is blocked.</source>
        <translation>Die PIN von %1 ist gesperrt.</translation>
    </message>
    <message>
        <source>Use another key. A reset helps this one, and erases it.</source>
        <translation>Einen anderen Schlüssel verwenden. Diesem hilft Zurücksetzen, und das löscht ihn.</translation>
    </message>
    <message numerus="yes">
        <source>%1 has only %n attempt(s) left for its PIN.</source>
        <translation>
            <numerusform>Für die PIN von %1 bleibt nur noch %n Versuch.</numerusform>
            <numerusform>Für die PIN von %1 bleiben nur noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter the right PIN once: vouch login</source>
        <translation>Einmal die richtige PIN eingeben: vouch login</translation>
    </message>
    <message numerus="yes">
        <source>%1 is plugged in and has a PIN, %n attempt(s) left.</source>
        <translation>
            <numerusform>%1 steckt und hat eine PIN, noch %n Versuch.</numerusform>
            <numerusform>%1 steckt und hat eine PIN, noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is plugged in and knows your fingerprint.</source>
        <translation>%1 steckt und kennt den Fingerabdruck.</translation>
    </message>
    <message>
        <source>It holds an account for %1.</source>
        <translation>Er enthält ein Konto für %1.</translation>
    </message>
    <message>
        <source>Whether it is registered shows when you sign in.</source>
        <translation>Ob er registriert ist, zeigt sich beim Anmelden.</translation>
    </message>
    <message>
        <source>Your keychain is open.</source>
        <translation>Der Schlüsselbund ist offen.</translation>
    </message>
    <message>
        <source>Your keychain is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>Unlock it, then try again.</source>
        <translation>Entsperren und dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Your keychain did not answer.</source>
        <translation>Der Schlüsselbund hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>Answer its window, or unlock it, then try again.</source>
        <translation>Sein Fenster beantworten oder ihn entsperren, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>This system has no keychain: Vouch registers with your server anew each time it starts.</source>
        <translation>Dieses System hat keinen Schlüsselbund: Vouch registriert sich bei jedem Start neu beim Server.</translation>
    </message>
    <message>
        <source>Install and start one, such as gnome-keyring.</source>
        <translation>Einen installieren und starten, zum Beispiel gnome-keyring.</translation>
    </message>
    <message>
        <source>%1 answers, and its certificate is trusted.</source>
        <translation>%1 antwortet, und dem Zertifikat wird vertraut.</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Nicht angemeldet.</translation>
    </message>
    <message>
        <source>Run: vouch login</source>
        <translation>Ausführen: vouch login</translation>
    </message>
    <message>
        <source>You are signed in until %1.</source>
        <translation>Angemeldet bis %1.</translation>
    </message>
    <message>
        <source>The role is %1. AWS is asked once you are signed in.</source>
        <translation>Die Rolle ist %1. AWS wird nach dem Anmelden gefragt.</translation>
    </message>
    <message>
        <source>AWS lets you use the role %1.</source>
        <translation>AWS erlaubt die Rolle %1.</translation>
    </message>
    <message>
        <source>The AWS profile %1 works.</source>
        <translation>Das AWS-Profil %1 funktioniert.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is %1 off. Vouch corrects for it; other programs may fail.</source>
        <translation>Die Uhr dieses Computers geht um %1 falsch. Vouch gleicht das aus; andere Programme können scheitern.</translation>
    </message>
    <message>
        <source>No Vouch server is set, and AWS profiles need none.</source>
        <translation>Kein Vouch-Server ist eingestellt, und AWS-Profile brauchen keinen.</translation>
    </message>
    <message>
        <source>AWS_PROFILE names “%1”; %2 comes before it.</source>
        <translation>AWS_PROFILE nennt „%1“; %2 geht vor.</translation>
    </message>
    <message>
        <source>The session bus has ended, and the keychain with it. Vouch goes on without.</source>
        <translation>Der Sitzungsbus ist beendet und mit ihm der Schlüsselbund. Vouch arbeitet ohne ihn weiter.</translation>
    </message>
    <message>
        <source>Log out of your desktop and in again.</source>
        <translation>Melden Sie sich vom Desktop ab und wieder an.</translation>
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
        <source>Vouch can&apos;t open the console of this part of AWS yet.</source>
        <translation>Die Konsole dieses Teils von AWS kann Vouch noch nicht öffnen.</translation>
    </message>
    <message>
        <source>Sign in there with your browser.</source>
        <translation>Dort mit dem Browser anmelden.</translation>
    </message>
    <message>
        <source>These credentials can&apos;t be AWS&apos;s.</source>
        <translation>Diese Zugangsdaten können nicht von AWS sein.</translation>
    </message>
    <message>
        <source>Look where they come from.</source>
        <translation>Nachsehen, woher sie kommen.</translation>
    </message>
    <message>
        <source>%1 answers with an error (%2).</source>
        <translation>%1 antwortet mit einem Fehler (%2).</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>AWS opens no console for these credentials.</source>
        <translation>Für diese Zugangsdaten öffnet AWS keine Konsole.</translation>
    </message>
    <message>
        <source>Use a role, or a profile with an IAM user&apos;s keys of its own.</source>
        <translation>Eine Rolle verwenden oder ein Profil mit eigenen Schlüsseln eines IAM-Benutzers.</translation>
    </message>
    <message>
        <source>%1 does not answer like AWS.</source>
        <translation>%1 antwortet nicht wie AWS.</translation>
    </message>
    <message>
        <source>Check your network: something may stand between.</source>
        <translation>Das Netz prüfen: Etwas steht vielleicht dazwischen.</translation>
    </message>
    <message>
        <source>a program of user %1</source>
        <translation>ein Programm von Benutzer %1</translation>
    </message>
    <message>
        <source>an unknown program</source>
        <translation>ein unbekanntes Programm</translation>
    </message>
    <message>
        <source>%1 opened its address</source>
        <translation>%1 hat die Adresse geöffnet</translation>
    </message>
    <message>
        <source>AWS&apos;s console was kept from somebody</source>
        <translation>Die AWS-Konsole blieb jemandem verschlossen</translation>
    </message>
    <message>
        <source>A program of this computer&apos;s user %1 opened the address that signs you in. It got nothing. Sign in with a browser of your own user.</source>
        <translation>Ein Programm des Benutzers %1 dieses Rechners hat die Adresse geöffnet, die Sie anmeldet. Es bekam nichts. Melden Sie sich mit einem Browser Ihres eigenen Benutzers an.</translation>
    </message>
    <message>
        <source>Vouch can&apos;t see whose program opened the address that signs you in. It got nothing. Sign in at AWS with your browser.</source>
        <translation>Vouch kann nicht sehen, wessen Programm die Adresse geöffnet hat, die Sie anmeldet. Es bekam nichts. Melden Sie sich mit Ihrem Browser bei AWS an.</translation>
    </message>
</context>
<context>
    <name>vouch::CredentialProvider</name>
    <message>
        <source>Which role or profile?</source>
        <translation>Welche Rolle oder welches Profil?</translation>
    </message>
    <message>
        <source>Name it: --role NAME or --profile NAME</source>
        <translation>Angeben: --role NAME oder --profile NAME</translation>
    </message>
    <message>
        <source>Vouch knows no AWS role yet.</source>
        <translation>Vouch kennt noch keine AWS-Rolle.</translation>
    </message>
    <message>
        <source>Run: vouch config add-role NAME arn:aws:iam::ACCOUNT:role/ROLE</source>
        <translation>Ausführen: vouch config add-role NAME arn:aws:iam::ACCOUNT:role/ROLE</translation>
    </message>
    <message>
        <source>Your settings name “%1”, which is neither a role nor an AWS profile.</source>
        <translation>Die Einstellungen nennen „%1“, doch das ist weder eine Rolle noch ein AWS-Profil.</translation>
    </message>
    <message>
        <source>Look at them: vouch config list</source>
        <translation>Nachsehen: vouch config list</translation>
    </message>
    <message>
        <source>There is no role or AWS profile “%1”.</source>
        <translation>Es gibt weder eine Rolle noch ein AWS-Profil „%1“.</translation>
    </message>
    <message>
        <source>The nearest are: %1.</source>
        <translation>Am ähnlichsten: %1.</translation>
    </message>
    <message>
        <source>Which role? You have %1.</source>
        <translation>Welche Rolle? Es gibt %1.</translation>
    </message>
    <message>
        <source>Choose one: vouch config set role %1</source>
        <translation>Eine wählen: vouch config set role %1</translation>
    </message>
    <message>
        <source>You have not signed in with your key yet.</source>
        <translation>Noch nicht mit dem Schlüssel angemeldet.</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Nicht angemeldet.</translation>
    </message>
    <message>
        <source>Run: vouch login</source>
        <translation>Ausführen: vouch login</translation>
    </message>
    <message>
        <source>To have Vouch ignore it: %1</source>
        <translation>Damit Vouch sie nicht beachtet: %1</translation>
    </message>
    <message>
        <source>AWS_PROFILE names “%1”, and there is no such AWS profile.</source>
        <translation>AWS_PROFILE nennt „%1“, und ein solches AWS-Profil gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>vouch::Diagnosis</name>
    <message>
        <source>The role %1 may not push to %2.</source>
        <translation>Die Rolle %1 darf nicht nach %2 pushen.</translation>
    </message>
    <message>
        <source>The role %1 may not fetch %2.</source>
        <translation>Die Rolle %1 darf %2 nicht holen.</translation>
    </message>
    <message>
        <source>Ask an administrator of account %1 to allow %2 on %3</source>
        <translation>Einen Administrator des Kontos %1 bitten, %2 auf %3 zu erlauben</translation>
    </message>
    <message>
        <source>The role %1 may not push to %2, but your role %3 may.</source>
        <translation>Die Rolle %1 darf nicht nach %2 pushen, die Rolle %3 aber schon.</translation>
    </message>
    <message>
        <source>The role %1 may not fetch %2, but your role %3 may.</source>
        <translation>Die Rolle %1 darf %2 nicht holen, die Rolle %3 aber schon.</translation>
    </message>
    <message>
        <source>The repository %1 is in %2; this address says %3.</source>
        <translation>Das Repository %1 liegt in %2; diese Adresse nennt %3.</translation>
    </message>
    <message>
        <source>The role %1 of account %2 may be the wrong one for %3.</source>
        <translation>Die Rolle %1 des Kontos %2 könnte für %3 die falsche sein.</translation>
    </message>
    <message>
        <source>Add the right one: vouch config add-role NAME ARN</source>
        <translation>Die richtige hinzufügen: vouch config add-role NAME ARN</translation>
    </message>
    <message>
        <source>The address may name the wrong region, %1.</source>
        <translation>Die Adresse nennt vielleicht die falsche Region, %1.</translation>
    </message>
    <message>
        <source>Look the repository&apos;s address up in the AWS console.</source>
        <translation>Die Adresse des Repositorys in der AWS-Konsole nachsehen.</translation>
    </message>
    <message>
        <source>A policy of your organisation or of your session denies %1.</source>
        <translation>Eine Richtlinie der Organisation oder der Sitzung verbietet %1.</translation>
    </message>
    <message>
        <source>A policy of your organisation or of your session may deny it.</source>
        <translation>Vielleicht verbietet es eine Richtlinie der Organisation oder der Sitzung.</translation>
    </message>
    <message>
        <source>Show this to an administrator of account %1.</source>
        <translation>Dies einem Administrator des Kontos %1 zeigen.</translation>
    </message>
    <message>
        <source>AWS is asked too often.</source>
        <translation>AWS wird zu oft gefragt.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>In einer Minute noch einmal versuchen.</translation>
    </message>
    <message>
        <source>AWS has a problem in %1.</source>
        <translation>AWS hat in %1 ein Problem.</translation>
    </message>
    <message>
        <source>AWS finds this computer&apos;s clock wrong.</source>
        <translation>Laut AWS geht die Uhr dieses Computers falsch.</translation>
    </message>
    <message>
        <source>Set the clock: timedatectl set-ntp true</source>
        <translation>Uhr stellen: timedatectl set-ntp true</translation>
    </message>
    <message>
        <source>AWS no longer takes your session.</source>
        <translation>AWS nimmt die Sitzung nicht mehr an.</translation>
    </message>
    <message>
        <source>Run: vouch logout, then: vouch login</source>
        <translation>Ausführen: vouch logout, danach: vouch login</translation>
    </message>
    <message>
        <source>There is no repository %1 in %2 in account %3.</source>
        <translation>Im Konto %3 gibt es in %2 kein Repository %1.</translation>
    </message>
    <message>
        <source>CodeCommit lets the role %1 push to %2.</source>
        <translation>CodeCommit lässt die Rolle %1 nach %2 pushen.</translation>
    </message>
    <message>
        <source>CodeCommit lets the role %1 fetch %2.</source>
        <translation>CodeCommit lässt die Rolle %1 %2 holen.</translation>
    </message>
    <message>
        <source>CodeCommit lets the role %1 fetch and push %2. If git is refused, it sends the password of another program.</source>
        <translation>CodeCommit lässt die Rolle %1 %2 holen und pushen. Wird git abgelehnt, sendet es das Passwort eines anderen Programms.</translation>
    </message>
    <message>
        <source>Run: vouch doctor %1</source>
        <translation>Ausführen: vouch doctor %1</translation>
    </message>
    <message>
        <source>This is no address of CodeCommit.</source>
        <translation>Das ist keine Adresse von CodeCommit.</translation>
    </message>
    <message>
        <source>It looks like https://git-codecommit.REGION.amazonaws.com/v1/repos/NAME.</source>
        <translation>Sie sieht aus wie https://git-codecommit.REGION.amazonaws.com/v1/repos/NAME.</translation>
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
        <source>Vouch waits for a browser already.</source>
        <translation>Vouch wartet schon auf einen Browser.</translation>
    </message>
    <message>
        <source>Finish there, or cancel it in Vouch&apos;s window.</source>
        <translation>Dort abschließen oder im Fenster von Vouch abbrechen.</translation>
    </message>
    <message>
        <source>The sign-in was refused in the browser.</source>
        <translation>Die Anmeldung wurde im Browser abgelehnt.</translation>
    </message>
    <message>
        <source>If that was not you, tell your administrator.</source>
        <translation>War das jemand anderes, den Administrator verständigen.</translation>
    </message>
    <message>
        <source>The code is too old.</source>
        <translation>Der Code ist zu alt.</translation>
    </message>
    <message>
        <source>Try again, with a new one.</source>
        <translation>Noch einmal versuchen, mit einem neuen.</translation>
    </message>
    <message>
        <source>Security key</source>
        <translation>Sicherheitsschlüssel</translation>
    </message>
</context>
<context>
    <name>vouch::Finding</name>
    <message>
        <source>An old CodeCommit password is stored in a file</source>
        <translation>Ein altes CodeCommit-Passwort liegt in einer Datei</translation>
    </message>
    <message>
        <source>An old CodeCommit password is kept in memory</source>
        <translation>Ein altes CodeCommit-Passwort liegt im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>An old CodeCommit password is stored in your keychain</source>
        <translation>Ein altes CodeCommit-Passwort liegt im Schlüsselbund</translation>
    </message>
    <message>
        <source>A CodeCommit password of your own is stored on this computer</source>
        <translation>Ein eigenes CodeCommit-Passwort liegt auf diesem Computer</translation>
    </message>
    <message>
        <source>Saved by %1 for %2.</source>
        <translation>Gespeichert von %1 für %2.</translation>
    </message>
    <message>
        <source>Remove the password</source>
        <translation>Passwort entfernen</translation>
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
        <source>Nothing was changed. Edit %1.</source>
        <translation>Nichts wurde geändert. %1 bearbeiten.</translation>
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
        <source>Try again. If none is, remove %1.lock.</source>
        <translation>Noch einmal versuchen. Ist es keins, %1.lock entfernen.</translation>
    </message>
    <message>
        <source>Can&apos;t read %1.</source>
        <translation>%1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Another program has changed %1.</source>
        <translation>Ein anderes Programm hat %1 geändert.</translation>
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
        <source>%1 is not an ordinary file.</source>
        <translation>%1 ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>Nothing was changed. Put an ordinary file there. If GIT_CONFIG_GLOBAL names it, run: unset GIT_CONFIG_GLOBAL</source>
        <translation>Nichts wurde geändert. Dort muss eine gewöhnliche Datei liegen. Wenn GIT_CONFIG_GLOBAL sie nennt: unset GIT_CONFIG_GLOBAL</translation>
    </message>
</context>
<context>
    <name>vouch::HelperConflicts</name>
    <message>
        <source>Set up git</source>
        <translation>Git einrichten</translation>
    </message>
    <message>
        <source>Take it out of the environment</source>
        <translation>Aus der Umgebung nehmen</translation>
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
        <source>git asks %1 about CodeCommit too</source>
        <translation>git fragt auch %1 nach CodeCommit</translation>
    </message>
    <message>
        <source>The command line or the environment adds it. %1</source>
        <translation>Die Befehlszeile oder die Umgebung fügt ihn hinzu. %1</translation>
    </message>
    <message>
        <source>The repository %1 switches Vouch off</source>
        <translation>Das Repository %1 schaltet Vouch ab</translation>
    </message>
    <message>
        <source>%1. An empty helper there clears all the others.</source>
        <translation>%1. Ein leerer Helfer dort hebt alle anderen auf.</translation>
    </message>
    <message>
        <source>The program that runs git switches Vouch off</source>
        <translation>Das Programm, das git startet, schaltet Vouch ab</translation>
    </message>
    <message>
        <source>It clears every helper. A codecommit:// remote works all the same.</source>
        <translation>Es hebt jeden Helfer auf. Ein codecommit://-Remote funktioniert trotzdem.</translation>
    </message>
    <message>
        <source>Use a codecommit:// remote</source>
        <translation>Ein codecommit://-Remote verwenden</translation>
    </message>
    <message>
        <source>git doesn&apos;t ask Vouch about CodeCommit</source>
        <translation>git fragt Vouch nicht nach CodeCommit</translation>
    </message>
    <message>
        <source>Nothing for %1 names Vouch.</source>
        <translation>Für %1 ist Vouch nirgends genannt.</translation>
    </message>
    <message>
        <source>git doesn&apos;t tell which repository it wants</source>
        <translation>git sagt nicht, welches Repository es möchte</translation>
    </message>
    <message>
        <source>%1 switches it off.</source>
        <translation>%1 schaltet es ab.</translation>
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
        <source>%1. Vouch&apos;s lines switch it off, so it does nothing.</source>
        <translation>%1. Die Zeilen von Vouch schalten ihn ab, er tut also nichts.</translation>
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
        <source>codecommit:// remotes go to another program</source>
        <translation>codecommit://-Remotes gehen an ein anderes Programm</translation>
    </message>
    <message>
        <source>%1 comes first on the PATH. It signs with keys of the AWS command line, and shows its passwords to every program.</source>
        <translation>%1 steht im PATH vorn. Es signiert mit Schlüsseln der AWS-Befehlszeile und zeigt seine Passwörter jedem Programm.</translation>
    </message>
    <message>
        <source>Rewrite codecommit:// remotes</source>
        <translation>codecommit://-Remotes umschreiben</translation>
    </message>
</context>
<context>
    <name>vouch::Http</name>
    <message>
        <source>No port of this computer is free.</source>
        <translation>Kein Port dieses Computers ist frei.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>vouch::KeyAddition</name>
    <message>
        <source>A key is being added already.</source>
        <translation>Es wird schon ein Schlüssel hinzugefügt.</translation>
    </message>
    <message>
        <source>Finish that one, or cancel it.</source>
        <translation>Erst diesen abschließen oder abbrechen.</translation>
    </message>
    <message>
        <source>Security key</source>
        <translation>Sicherheitsschlüssel</translation>
    </message>
    <message>
        <source>Your session ended before the key was added.</source>
        <translation>Die Sitzung endete, bevor der Schlüssel hinzugefügt war.</translation>
    </message>
    <message>
        <source>Sign in, then add it again.</source>
        <translation>Anmelden, dann noch einmal hinzufügen.</translation>
    </message>
    <message>
        <source>The new account stays on the key; your key&apos;s own program can remove it.</source>
        <translation>Das neue Konto bleibt auf dem Schlüssel; das Programm Ihres Schlüssels kann es entfernen.</translation>
    </message>
</context>
<context>
    <name>vouch::Keychain</name>
    <message>
        <source>Your keychain did not answer.</source>
        <translation>Der Schlüsselbund hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>Answer its window, or unlock it, then try again.</source>
        <translation>Sein Fenster beantworten oder ihn entsperren, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Your keychain is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>Unlock it, then try again.</source>
        <translation>Entsperren und dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Your keychain refused.</source>
        <translation>Der Schlüsselbund hat abgelehnt.</translation>
    </message>
    <message>
        <source>Open your keychain program and look whether it works.</source>
        <translation>Das Programm für den Schlüsselbund öffnen und prüfen, ob es funktioniert.</translation>
    </message>
    <message>
        <source>This system has no keychain.</source>
        <translation>Dieses System hat keinen Schlüsselbund.</translation>
    </message>
    <message>
        <source>Install and start one, such as gnome-keyring.</source>
        <translation>Einen installieren und starten, zum Beispiel gnome-keyring.</translation>
    </message>
    <message>
        <source>The session bus has ended, and the keychain with it.</source>
        <translation>Der Sitzungsbus ist beendet und mit ihm der Schlüsselbund.</translation>
    </message>
    <message>
        <source>Log out of your desktop and in again.</source>
        <translation>Melden Sie sich vom Desktop ab und wieder an.</translation>
    </message>
</context>
<context>
    <name>vouch::KnownHelper</name>
    <message>
        <source>It would sign with keys of the AWS command line.</source>
        <translation>Er würde mit Schlüsseln der AWS-Befehlszeile signieren.</translation>
    </message>
    <message>
        <source>It would ask aws-vault for keys, and you for its code.</source>
        <translation>Er würde aws-vault nach Schlüsseln und dann nach einem Code fragen.</translation>
    </message>
    <message>
        <source>It would be asked for CodeCommit&apos;s passwords, and be given them.</source>
        <translation>Er würde nach CodeCommit-Passwörtern gefragt und bekäme sie.</translation>
    </message>
    <message>
        <source>It is Vouch&apos;s own.</source>
        <translation>Er gehört zu Vouch.</translation>
    </message>
    <message>
        <source>It would keep old passwords that fail later.</source>
        <translation>Er würde alte Passwörter behalten, die später scheitern.</translation>
    </message>
</context>
<context>
    <name>vouch::MfaSessions</name>
    <message>
        <source>The AWS profile “%1” needs a code.</source>
        <translation>Das AWS-Profil „%1“ braucht einen Code.</translation>
    </message>
    <message>
        <source>Run: vouch exec --profile %1 -- true</source>
        <translation>Ausführen: vouch exec --profile %1 -- true</translation>
    </message>
    <message>
        <source>Use the next code. This one was sent already.</source>
        <translation>Den nächsten Code verwenden. Dieser wurde schon gesendet.</translation>
    </message>
    <message>
        <source>mfa_process of “%1” printed a code that was sent already.</source>
        <translation>mfa_process von „%1“ gab einen Code aus, der schon gesendet wurde.</translation>
    </message>
    <message>
        <source>Try again in half a minute.</source>
        <translation>In einer halben Minute noch einmal versuchen.</translation>
    </message>
    <message>
        <source>A code has six digits. None was sent.</source>
        <translation>Ein Code hat sechs Ziffern. Es wurde keiner gesendet.</translation>
    </message>
    <message>
        <source>Run the command again.</source>
        <translation>Den Befehl noch einmal ausführen.</translation>
    </message>
    <message>
        <source>This code was sent already.</source>
        <translation>Dieser Code wurde schon gesendet.</translation>
    </message>
    <message>
        <source>Run the command again with the next one.</source>
        <translation>Den Befehl mit dem nächsten noch einmal ausführen.</translation>
    </message>
</context>
<context>
    <name>vouch::ProfileImport</name>
    <message>
        <source>Can&apos;t write %1: %2.</source>
        <translation>%1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>The credentials file is as it was. Remove the keys there by hand.</source>
        <translation>Die Datei mit den Zugangsdaten ist unverändert. Die Schlüssel dort von Hand entfernen.</translation>
    </message>
    <message>
        <source>there are too many copies already</source>
        <translation>es gibt schon zu viele Kopien</translation>
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
        <source>To type keys in: vouch aws add PROFILE</source>
        <translation>Schlüssel eintippen: vouch aws add PROFIL</translation>
    </message>
    <message>
        <source>its keys can&apos;t be told from the rest</source>
        <translation>seine Schlüssel lassen sich vom Rest nicht trennen</translation>
    </message>
</context>
<context>
    <name>vouch::Profiles</name>
    <message>
        <source>“%1” can be no profile&apos;s name.</source>
        <translation>„%1“ kann nicht der Name eines Profils sein.</translation>
    </message>
    <message>
        <source>Use letters, digits, - and _.</source>
        <translation>Buchstaben, Ziffern, - und _ verwenden.</translation>
    </message>
    <message>
        <source>This is no access key ID.</source>
        <translation>Das ist keine Zugriffsschlüssel-ID.</translation>
    </message>
    <message>
        <source>It looks like AKIAIOSFODNN7EXAMPLE.</source>
        <translation>Sie sieht so aus: AKIAIOSFODNN7EXAMPLE.</translation>
    </message>
    <message>
        <source>This is no secret access key.</source>
        <translation>Das ist kein geheimer Zugriffsschlüssel.</translation>
    </message>
    <message>
        <source>It is 40 characters without a space.</source>
        <translation>Er hat 40 Zeichen ohne Leerzeichen.</translation>
    </message>
    <message>
        <source>There are no stored keys for the AWS profile “%1”.</source>
        <translation>Für das AWS-Profil „%1“ sind keine Schlüssel gespeichert.</translation>
    </message>
    <message>
        <source>Look at them: vouch aws list</source>
        <translation>Nachsehen: vouch aws list</translation>
    </message>
    <message>
        <source>The nearest are: %1.</source>
        <translation>Am ähnlichsten: %1.</translation>
    </message>
    <message>
        <source>Check ca_bundle in ~/.aws/config.</source>
        <translation>ca_bundle in ~/.aws/config prüfen.</translation>
    </message>
    <message>
        <source>The AWS credentials of “%1” end at %2, too soon to be handed on.</source>
        <translation>Die AWS-Zugangsdaten von „%1“ enden um %2, zu früh für eine Weitergabe.</translation>
    </message>
    <message>
        <source>Renew them where they come from, then try again.</source>
        <translation>Sie erneuern, wo sie herkommen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The temporary keys of “%1” in %2 have expired.</source>
        <translation>Die befristeten Schlüssel von „%1“ in %2 sind abgelaufen.</translation>
    </message>
    <message>
        <source>Renew them with what made them.</source>
        <translation>Mit dem Werkzeug erneuern, das sie angelegt hat.</translation>
    </message>
    <message>
        <source>Give the AWS profile “%1” a line “region = REGION” with another one.</source>
        <translation>Dem AWS-Profil „%1“ eine Zeile „region = REGION“ mit einer anderen geben.</translation>
    </message>
    <message>
        <source>Change the line “region = %1” of the AWS profile “%2” to another one.</source>
        <translation>Die Zeile „region = %1“ des AWS-Profils „%2“ auf eine andere ändern.</translation>
    </message>
    <message>
        <source>%1 names %2, but Vouch reads %3.</source>
        <translation>%1 nennt %2, Vouch liest aber %3.</translation>
    </message>
    <message>
        <source>Unset it here, or have Vouch read that one: vouch config set %1 %2</source>
        <translation>Hier löschen, oder Vouch jene lesen lassen: vouch config set %1 %2</translation>
    </message>
    <message>
        <source>The AWS profile “%1” wants an MFA code for keys of the environment, which Vouch does not keep.</source>
        <translation>Das AWS-Profil „%1“ verlangt einen MFA-Code für Schlüssel der Umgebung, die Vouch nicht behält.</translation>
    </message>
    <message>
        <source>Use source_profile instead of credential_source.</source>
        <translation>source_profile statt credential_source verwenden.</translation>
    </message>
    <message>
        <source>The AWS profile “%1” takes its keys from the environment of whoever asks, and none came with the request.</source>
        <translation>Das AWS-Profil „%1“ nimmt seine Schlüssel aus der Umgebung des Fragenden, und mit der Anfrage kamen keine.</translation>
    </message>
    <message>
        <source>Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for vouch exec or vouch credential aws; for git, use source_profile.</source>
        <translation>AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY für vouch exec oder vouch credential aws setzen; für git source_profile verwenden.</translation>
    </message>
</context>
<context>
    <name>vouch::ProgramCredentials</name>
    <message>
        <source>Your settings give AWS credentials to no program but git.</source>
        <translation>Laut Einstellungen bekommt nur git AWS-Zugangsdaten, kein anderes Programm.</translation>
    </message>
    <message>
        <source>To be asked instead: vouch config set aws-programs ask</source>
        <translation>Stattdessen fragen lassen: vouch config set aws-programs ask</translation>
    </message>
    <message>
        <source>You have not allowed %1 to have AWS credentials yet, and can&apos;t be asked here.</source>
        <translation>AWS-Zugangsdaten sind für %1 noch nicht erlaubt, und hier kann nicht gefragt werden.</translation>
    </message>
    <message>
        <source>To allow it to all programs: vouch config set aws-programs allow</source>
        <translation>Allen Programmen erlauben: vouch config set aws-programs allow</translation>
    </message>
    <message>
        <source>%1 wants the long-lived keys of %2, and you can&apos;t be asked here.</source>
        <translation>%1 möchte die dauerhaften Schlüssel von %2, und Sie können hier nicht gefragt werden.</translation>
    </message>
    <message>
        <source>Do without: leave out --no-session, and it gets a session that ends by itself.</source>
        <translation>Verzichten Sie darauf: Ohne --no-session erhält es eine Sitzung, die von selbst endet.</translation>
    </message>
</context>
<context>
    <name>vouch::Refusals</name>
    <message>
        <source>Press Ask again in Vouch&apos;s panel, or run: vouch login</source>
        <translation>Im Fenster von Vouch „Wieder fragen“ drücken oder ausführen: vouch login</translation>
    </message>
    <message>
        <source>Cancelled. You are not asked again for %1 until %2.</source>
        <translation>Abgebrochen. Für %1 wird bis %2 nicht wieder gefragt.</translation>
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
        <source>Nobody answered in time. You are not asked again for %1 until %2.</source>
        <translation>Niemand hat rechtzeitig geantwortet. Für %1 wird bis %2 nicht wieder gefragt.</translation>
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
        <source>You are not asked again for %1 until %2.</source>
        <translation>Für %1 wird bis %2 nicht wieder gefragt.</translation>
    </message>
</context>
<context>
    <name>vouch::RepositoryTraps</name>
    <message>
        <source>The submodule %1 has a codecommit:// URL</source>
        <translation>Das Submodul %1 hat eine codecommit://-URL</translation>
    </message>
    <message>
        <source>%1. git refuses such a URL for submodules.</source>
        <translation>%1. git lehnt solche URLs für Submodule ab.</translation>
    </message>
    <message>
        <source>Rewrite codecommit:// URLs</source>
        <translation>codecommit://-URLs umschreiben</translation>
    </message>
    <message>
        <source>No role is for the remote %1</source>
        <translation>Für das Remote %1 gibt es keine Rolle</translation>
    </message>
    <message>
        <source>The URL has a user name in it</source>
        <translation>Die URL enthält einen Benutzernamen</translation>
    </message>
    <message>
        <source>git then sends an empty password, and never asks Vouch.</source>
        <translation>git sendet dann ein leeres Passwort und fragt Vouch nie.</translation>
    </message>
    <message>
        <source>Take the user name out</source>
        <translation>Den Benutzernamen herausnehmen</translation>
    </message>
    <message>
        <source>The URL is not an https one</source>
        <translation>Die URL ist keine https-URL</translation>
    </message>
    <message>
        <source>Vouch signs in to CodeCommit over https only.</source>
        <translation>Vouch meldet sich bei CodeCommit nur über https an.</translation>
    </message>
    <message>
        <source>Change it to https</source>
        <translation>Auf https ändern</translation>
    </message>
    <message>
        <source>Vouch doesn&apos;t sign for this host</source>
        <translation>Vouch signiert nicht für diesen Host</translation>
    </message>
    <message>
        <source>%1 is none of CodeCommit&apos;s.</source>
        <translation>%1 gehört nicht zu CodeCommit.</translation>
    </message>
    <message>
        <source>Use CodeCommit&apos;s own host name</source>
        <translation>Den Hostnamen von CodeCommit verwenden</translation>
    </message>
    <message>
        <source>The remote %1 has a user name in its URL</source>
        <translation>Das Remote %1 hat einen Benutzernamen in der URL</translation>
    </message>
    <message>
        <source>The remote %1 has no https URL</source>
        <translation>Das Remote %1 hat keine https-URL</translation>
    </message>
    <message>
        <source>The remote %1 has a host that Vouch doesn&apos;t sign for</source>
        <translation>Das Remote %1 hat einen Host, für den Vouch nicht signiert</translation>
    </message>
</context>
<context>
    <name>vouch::RoleCredentials</name>
    <message>
        <source>“%1” is not a role ARN.</source>
        <translation>„%1“ ist keine Rollen-ARN.</translation>
    </message>
    <message>
        <source>It looks like arn:aws:iam::123456789012:role/Name.</source>
        <translation>Sie sieht aus wie arn:aws:iam::123456789012:role/Name.</translation>
    </message>
    <message>
        <source>Give the role “%1” another region: %2</source>
        <translation>Der Rolle „%1“ eine andere Region geben: %2</translation>
    </message>
</context>
<context>
    <name>vouch::RoleTest</name>
    <message>
        <source>Sign in first. AWS is asked with your session.</source>
        <translation>Zuerst anmelden. AWS wird mit der Sitzung gefragt.</translation>
    </message>
    <message>
        <source>This role works. You are %1 in account %2.</source>
        <translation>Diese Rolle funktioniert: %1 im Konto %2.</translation>
    </message>
</context>
<context>
    <name>vouch::CurrentServer</name>
    <message>
        <source>Vouch does not know your server yet.</source>
        <translation>Vouch kennt den Server noch nicht.</translation>
    </message>
    <message>
        <source>Run: vouch config set server https://YOUR-SERVER</source>
        <translation>Ausführen: vouch config set server https://SERVER</translation>
    </message>
    <message>
        <source>If your organisation has its own authority, run: vouch config set ca-bundle FILE</source>
        <translation>Hat die Organisation eine eigene Zertifizierungsstelle: vouch config set ca-bundle DATEI</translation>
    </message>
</context>
<context>
    <name>vouch::Settings</name>
    <message>
        <source>“%1” is no server address: %2.</source>
        <translation>„%1“ ist keine Serveradresse: %2.</translation>
    </message>
    <message>
        <source>It looks like https://us.vouch.sh</source>
        <translation>Sie sieht aus wie https://us.vouch.sh</translation>
    </message>
    <message>
        <source>it names no host</source>
        <translation>der Host fehlt</translation>
    </message>
    <message>
        <source>it must begin with https://</source>
        <translation>sie muss mit https:// beginnen</translation>
    </message>
    <message>
        <source>it must hold no name, question mark or hash</source>
        <translation>sie darf keinen Namen, kein Fragezeichen und kein # enthalten</translation>
    </message>
    <message>
        <source>it must end after the host</source>
        <translation>sie muss nach dem Host enden</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be a role&apos;s name.</source>
        <translation>„%1“ kann kein Rollenname sein.</translation>
    </message>
    <message>
        <source>“%1” is not a role ARN.</source>
        <translation>„%1“ ist keine Rollen-ARN.</translation>
    </message>
    <message>
        <source>It looks like arn:aws:iam::123456789012:role/Name.</source>
        <translation>Sie sieht aus wie arn:aws:iam::123456789012:role/Name.</translation>
    </message>
    <message>
        <source>“%1” is not a region.</source>
        <translation>„%1“ ist keine Region.</translation>
    </message>
    <message>
        <source>It looks like us-east-1.</source>
        <translation>Sie sieht aus wie us-east-1.</translation>
    </message>
    <message>
        <source>“%1” is no rule.</source>
        <translation>„%1“ ist keine Regel.</translation>
    </message>
    <message>
        <source>“%1” names no repository.</source>
        <translation>„%1“ nennt kein Repository.</translation>
    </message>
    <message>
        <source>It looks like payments-api, infra-* or us-east-1/infra-*</source>
        <translation>Es sieht aus wie payments-api, infra-* oder us-east-1/infra-*</translation>
    </message>
    <message>
        <source>“%1” is no number of minutes.</source>
        <translation>„%1“ ist keine Anzahl von Minuten.</translation>
    </message>
    <message>
        <source>Use whole numbers from 1 to %1, such as 30 and 5.</source>
        <translation>Ganze Zahlen von 1 bis %1 angeben, zum Beispiel 30 und 5.</translation>
    </message>
    <message>
        <source>These are too many notices.</source>
        <translation>Das sind zu viele Hinweise.</translation>
    </message>
    <message>
        <source>Choose at most %1.</source>
        <translation>Höchstens %1 wählen.</translation>
    </message>
    <message>
        <source>“%1” is neither yes nor no.</source>
        <translation>„%1“ ist weder ja noch nein.</translation>
    </message>
    <message>
        <source>Write true or false.</source>
        <translation>true oder false schreiben.</translation>
    </message>
    <message>
        <source>“%1” is no colour of the tray icon.</source>
        <translation>„%1“ ist keine Farbe des Symbols.</translation>
    </message>
    <message>
        <source>It is automatic, light or dark.</source>
        <translation>Sie ist automatic, light oder dark.</translation>
    </message>
    <message>
        <source>“%1” is no language.</source>
        <translation>„%1“ ist keine Sprache.</translation>
    </message>
    <message>
        <source>It looks like en, de or pt_BR.</source>
        <translation>Sie sieht aus wie en, de oder pt_BR.</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be the name of a role or an AWS profile.</source>
        <translation>„%1“ kann nicht der Name einer Rolle oder eines AWS-Profils sein.</translation>
    </message>
    <message>
        <source>A rule is a repository and a role or AWS profile, such as: infra-* Admin</source>
        <translation>Eine Regel ist ein Repository und eine Rolle oder ein AWS-Profil, zum Beispiel: infra-* Admin</translation>
    </message>
    <message>
        <source>“%1” is none of ask, allow and never.</source>
        <translation>„%1“ ist weder ask noch allow noch never.</translation>
    </message>
    <message>
        <source>Write one of them; ask is the usual one.</source>
        <translation>Eines davon angeben; üblich ist ask.</translation>
    </message>
    <message>
        <source>“%1” is no duration.</source>
        <translation>„%1“ ist keine Dauer.</translation>
    </message>
    <message>
        <source>AWS takes 900 to 43200 seconds.</source>
        <translation>AWS nimmt 900 bis 43200 Sekunden an.</translation>
    </message>
    <message>
        <source>Use a whole number from 1 to %1.</source>
        <translation>Eine ganze Zahl von 1 bis %1 angeben.</translation>
    </message>
    <message>
        <source>“%1” holds letters that can look like others. The network calls this server %2.</source>
        <translation>„%1“ enthält Buchstaben, die wie andere aussehen können. Im Netz heißt dieser Server %2.</translation>
    </message>
    <message>
        <source>If you mean that one, write: %1</source>
        <translation>Wenn dieser gemeint ist, schreiben Sie: %1</translation>
    </message>
    <message>
        <source>Begin with a letter or a digit; . _ @ + and - may follow, but no space.</source>
        <translation>Beginnen Sie mit einem Buchstaben oder einer Ziffer; . _ @ + und - dürfen folgen, aber kein Leerzeichen.</translation>
    </message>
    <message>
        <source>Use a name without spaces that does not begin with -.</source>
        <translation>Verwenden Sie einen Namen ohne Leerzeichen, der nicht mit - beginnt.</translation>
    </message>
    <message>
        <source>“%1” is neither use nor ignore.</source>
        <translation>„%1“ ist weder use noch ignore.</translation>
    </message>
    <message>
        <source>Write one of them; use is the usual one.</source>
        <translation>Eines davon schreiben; üblich ist use.</translation>
    </message>
</context>
<context>
    <name>vouch::SettingsFile</name>
    <message>
        <source>Can&apos;t read %1.</source>
        <translation>%1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>There is no role “%1”.</source>
        <translation>Es gibt keine Rolle „%1“.</translation>
    </message>
    <message>
        <source>%1 can be changed by others, so it is not used.</source>
        <translation>%1 kann von anderen geändert werden und wird darum nicht verwendet.</translation>
    </message>
    <message>
        <source>Run: chmod go-w %1</source>
        <translation>Ausführen: chmod go-w %1</translation>
    </message>
    <message>
        <source>%1 is too large for settings.</source>
        <translation>%1 ist für Einstellungen zu groß.</translation>
    </message>
    <message>
        <source>Look what it holds: vouch config list</source>
        <translation>Nachsehen, was darin steht: vouch config list</translation>
    </message>
    <message>
        <source>It is %1 in %2.</source>
        <translation>Sie heißt %1 in %2.</translation>
    </message>
    <message>
        <source>There is no rule “%1” any more.</source>
        <translation>Die Regel „%1“ gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Look at them: vouch config list</source>
        <translation>Nachsehen: vouch config list</translation>
    </message>
    <message>
        <source>There is a role “%1” already.</source>
        <translation>Eine Rolle „%1“ gibt es schon.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
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
        <source>This computer&apos;s clock is %1 off from that of %2, which is too much to correct for.</source>
        <translation>Die Uhr dieses Computers weicht um %1 von der von %2 ab. Das ist zu viel, um es auszugleichen.</translation>
    </message>
    <message>
        <source>Set the clock: timedatectl set-ntp true</source>
        <translation>Uhr stellen: timedatectl set-ntp true</translation>
    </message>
    <message>
        <source>%1 refused, because this computer&apos;s clock is %2 off.</source>
        <translation>%1 hat abgelehnt, weil die Uhr dieses Computers um %2 falsch geht.</translation>
    </message>
    <message>
        <source>Vouch corrects for it from now on. Try again.</source>
        <translation>Vouch gleicht das von jetzt an aus. Noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>vouch::StepUp</name>
    <message>
        <source>You signed in as %1, and %2 began this.</source>
        <translation>Angemeldet hat sich %1, begonnen hat %2.</translation>
    </message>
    <message>
        <source>Nothing else was changed. Repeat it if you mean this account.</source>
        <translation>Sonst wurde nichts geändert. Wiederholen, wenn dieses Konto gemeint ist.</translation>
    </message>
</context>
<context>
    <name>vouch::StoredKeys</name>
    <message>
        <source>The keychain does not hold the keys of “%1” any more.</source>
        <translation>Der Schlüsselbund enthält die Schlüssel von „%1“ nicht mehr.</translation>
    </message>
    <message>
        <source>Run: vouch aws add %1</source>
        <translation>Ausführen: vouch aws add %1</translation>
    </message>
    <message>
        <source>The session bus has ended, and the keychain with it.</source>
        <translation>Der Sitzungsbus ist beendet und mit ihm der Schlüsselbund.</translation>
    </message>
    <message>
        <source>Log out of your desktop and in again, then run the command again.</source>
        <translation>Melden Sie sich vom Desktop ab und wieder an und führen Sie den Befehl dann noch einmal aus.</translation>
    </message>
</context>
<context>
    <name>vouch::aws</name>
    <message>
        <source>The variable %1 is no address.</source>
        <translation>Die Variable %1 ist keine Adresse.</translation>
    </message>
    <message>
        <source>Correct it, or unset it, and start Vouch again.</source>
        <translation>Berichtigen oder löschen und Vouch neu starten.</translation>
    </message>
    <message>
        <source>%1 does not answer like AWS.</source>
        <translation>%1 antwortet nicht wie AWS.</translation>
    </message>
    <message>
        <source>On a guest network, sign in there first. Else check the proxy.</source>
        <translation>In einem Gastnetz zuerst dort anmelden. Sonst den Proxy prüfen.</translation>
    </message>
    <message>
        <source>The role %1 belongs to another part of AWS than %2.</source>
        <translation>Die Rolle %1 gehört zu einem anderen Teil von AWS als %2.</translation>
    </message>
    <message>
        <source>Choose another role: vouch config list</source>
        <translation>Eine andere Rolle wählen: vouch config list</translation>
    </message>
    <message>
        <source>AWS does not let you use the role %1 in account %2.</source>
        <translation>AWS erlaubt die Rolle %1 im Konto %2 nicht.</translation>
    </message>
    <message>
        <source>Ask that account&apos;s administrator to let you in by the role&apos;s trust policy.</source>
        <translation>Den Administrator dieses Kontos um Einlass in der Vertrauensrichtlinie der Rolle bitten.</translation>
    </message>
    <message>
        <source>Account %1 does not trust your Vouch server.</source>
        <translation>Das Konto %1 vertraut dem Vouch-Server nicht.</translation>
    </message>
    <message>
        <source>Ask its administrator to add the server as an OIDC provider.</source>
        <translation>Dessen Administrator bitten, den Server als OIDC-Anbieter einzutragen.</translation>
    </message>
    <message>
        <source>Your sign-in has expired for AWS.</source>
        <translation>Die Anmeldung ist für AWS abgelaufen.</translation>
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
        <source>Try again in a minute. If it stays so, tell your administrator.</source>
        <translation>In einer Minute noch einmal versuchen. Bleibt es so, den Administrator verständigen.</translation>
    </message>
    <message>
        <source>Account %1 has switched off STS in %2.</source>
        <translation>Das Konto %1 hat STS in %2 abgeschaltet.</translation>
    </message>
    <message>
        <source>AWS finds the tags of your sign-in too long.</source>
        <translation>AWS findet die Tags der Anmeldung zu lang.</translation>
    </message>
    <message>
        <source>Ask your Vouch administrator to send fewer of them to AWS.</source>
        <translation>Den Vouch-Administrator bitten, weniger davon an AWS zu senden.</translation>
    </message>
    <message>
        <source>AWS does not accept the request for role %1.</source>
        <translation>AWS nimmt die Anfrage für die Rolle %1 nicht an.</translation>
    </message>
    <message>
        <source>A duration longer than the role allows is the usual cause: vouch config list</source>
        <translation>Meist ist die Dauer länger, als die Rolle erlaubt: vouch config list</translation>
    </message>
    <message>
        <source>AWS finds this computer&apos;s clock wrong.</source>
        <translation>Laut AWS geht die Uhr dieses Computers falsch.</translation>
    </message>
    <message>
        <source>Set the clock, then try again.</source>
        <translation>Die Uhr stellen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>AWS is asked too often.</source>
        <translation>AWS wird zu oft gefragt.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>In einer Minute noch einmal versuchen.</translation>
    </message>
    <message>
        <source>AWS has a problem in %1.</source>
        <translation>AWS hat in %1 ein Problem.</translation>
    </message>
    <message>
        <source>AWS refused the role %1.</source>
        <translation>AWS hat die Rolle %1 abgelehnt.</translation>
    </message>
    <message>
        <source>Vouch&apos;s log says what it answered.</source>
        <translation>Die Antwort steht im Protokoll von Vouch.</translation>
    </message>
    <message>
        <source>Its word for it is %1.</source>
        <translation>Sein Wort dafür ist %1.</translation>
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
        <source>Check the command, and that Vouch finds it on its PATH.</source>
        <translation>Den Befehl prüfen, und ob Vouch ihn im PATH findet.</translation>
    </message>
    <message>
        <source>%1 does not end.</source>
        <translation>%1 beendet sich nicht.</translation>
    </message>
    <message>
        <source>Try the command in a terminal.</source>
        <translation>Den Befehl in einem Terminal ausprobieren.</translation>
    </message>
    <message>
        <source>%1 prints too much.</source>
        <translation>%1 gibt zu viel aus.</translation>
    </message>
    <message>
        <source>%1 failed and does not say why.</source>
        <translation>%1 ist gescheitert und sagt nicht, warum.</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 ist gescheitert: %2</translation>
    </message>
    <message>
        <source>%1 does not print what AWS wants: %2.</source>
        <translation>%1 gibt nicht aus, was AWS verlangt: %2.</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>es ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>its Version is not 1</source>
        <translation>Version ist nicht 1</translation>
    </message>
    <message>
        <source>AccessKeyId or SecretAccessKey is missing</source>
        <translation>AccessKeyId oder SecretAccessKey fehlt</translation>
    </message>
    <message>
        <source>its SessionToken is none</source>
        <translation>SessionToken ist keines</translation>
    </message>
    <message>
        <source>its Expiration is no time</source>
        <translation>Expiration ist keine Zeit</translation>
    </message>
    <message>
        <source>%1 gives keys that have expired.</source>
        <translation>%1 liefert abgelaufene Schlüssel.</translation>
    </message>
    <message>
        <source>Have it make new ones: try the command in a terminal.</source>
        <translation>Neue erzeugen lassen: den Befehl in einem Terminal ausprobieren.</translation>
    </message>
    <message>
        <source>The command “%1” in your AWS profile is none.</source>
        <translation>„%1“ im AWS-Profil ist kein Befehl.</translation>
    </message>
    <message>
        <source>Look for a quotation mark that is alone.</source>
        <translation>Nach einem einzelnen Anführungszeichen suchen.</translation>
    </message>
    <message>
        <source>it is no code of six digits</source>
        <translation>es ist kein Code aus sechs Ziffern</translation>
    </message>
    <message>
        <source>The endpoint_url “%1” is no address.</source>
        <translation>Die endpoint_url „%1“ ist keine Adresse.</translation>
    </message>
    <message>
        <source>Correct the file, then try again.</source>
        <translation>Die Datei berichtigen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Line %1 of %2 is malformed: %3.</source>
        <translation>Zeile %1 von %2 ist fehlerhaft: %3.</translation>
    </message>
    <message>
        <source>it is not UTF-8</source>
        <translation>sie ist nicht UTF-8</translation>
    </message>
    <message>
        <source>the section [%1] is there already, in line %2</source>
        <translation>den Abschnitt [%1] gibt es schon in Zeile %2</translation>
    </message>
    <message>
        <source>no [section] stands before it</source>
        <translation>vor ihr steht kein [Abschnitt]</translation>
    </message>
    <message>
        <source>it is no “key = value”</source>
        <translation>sie ist kein „Schlüssel = Wert“</translation>
    </message>
    <message>
        <source>“%1” is there already, in line %2</source>
        <translation>„%1“ gibt es schon in Zeile %2</translation>
    </message>
    <message>
        <source>what is nested in “%1” is no “key = value”</source>
        <translation>was unter „%1“ steht, ist kein „Schlüssel = Wert“</translation>
    </message>
    <message>
        <source>Can&apos;t read %1: %2.</source>
        <translation>%1 ist nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>it is longer than 16 MB</source>
        <translation>sie ist länger als 16 MB</translation>
    </message>
    <message>
        <source>The profile “%1” has one half of an access key only.</source>
        <translation>Das Profil „%1“ hat nur eine Hälfte eines Zugriffsschlüssels.</translation>
    </message>
    <message>
        <source>It needs both aws_access_key_id and aws_secret_access_key.</source>
        <translation>Es braucht aws_access_key_id und aws_secret_access_key.</translation>
    </message>
    <message>
        <source>“%1” of the profile “%2” holds lines of its own.</source>
        <translation>„%1“ des Profils „%2“ enthält eigene Zeilen.</translation>
    </message>
    <message>
        <source>Put its value behind the “=”.</source>
        <translation>Den Wert hinter das „=“ schreiben.</translation>
    </message>
    <message>
        <source>There is no AWS profile “%1”.</source>
        <translation>Es gibt kein AWS-Profil „%1“.</translation>
    </message>
    <message>
        <source>%1 holds none.</source>
        <translation>%1 enthält keines.</translation>
    </message>
    <message>
        <source>The nearest are: %1.</source>
        <translation>Am ähnlichsten: %1.</translation>
    </message>
    <message>
        <source>These AWS profiles go round in a circle: %1.</source>
        <translation>Diese AWS-Profile drehen sich im Kreis: %1.</translation>
    </message>
    <message>
        <source>Let source_profile or include_profile of one of them end it.</source>
        <translation>Ihn bei einem davon durch source_profile oder include_profile beenden.</translation>
    </message>
    <message>
        <source>The %1 %2 of the AWS profile %3 does not exist.</source>
        <translation>%1 %2 des AWS-Profils %3 gibt es nicht.</translation>
    </message>
    <message>
        <source>Correct it in %1.</source>
        <translation>In %1 berichtigen.</translation>
    </message>
    <message>
        <source>Vouch does not support %1 yet, which the AWS profile %2 uses.</source>
        <translation>Vouch unterstützt %1 noch nicht, was das AWS-Profil %2 verwendet.</translation>
    </message>
    <message>
        <source>Use another profile, or the tool that this one is for.</source>
        <translation>Ein anderes Profil verwenden, oder das Werkzeug, für das dieses gedacht ist.</translation>
    </message>
    <message>
        <source>contradicts its source_profile</source>
        <translation>widerspricht seinem source_profile</translation>
    </message>
    <message>
        <source>The AWS profile %1 does not say whose keys its role is assumed with.</source>
        <translation>Das AWS-Profil %1 sagt nicht, mit wessen Schlüsseln die Rolle übernommen wird.</translation>
    </message>
    <message>
        <source>Give it a source_profile, or keys: vouch aws add %1</source>
        <translation>Ihm ein source_profile geben oder Schlüssel: vouch aws add %1</translation>
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
        <source>Vouch does not support the credential_source %1 of the AWS profile %2.</source>
        <translation>Vouch unterstützt die credential_source %1 des AWS-Profils %2 nicht.</translation>
    </message>
    <message>
        <source>It belongs to a server of AWS&apos;s own. Use source_profile.</source>
        <translation>Sie gehört zu einem Server bei AWS. source_profile verwenden.</translation>
    </message>
    <message>
        <source>is not the ARN of a role</source>
        <translation>ist keine Rollen-ARN</translation>
    </message>
    <message>
        <source>is none that AWS takes</source>
        <translation>ist keine, die AWS annimmt</translation>
    </message>
    <message>
        <source>needs 2 to 64 letters, digits or any of _+=,.@-</source>
        <translation>braucht 2 bis 64 Buchstaben, Ziffern oder eines von _+=,.@-</translation>
    </message>
    <message>
        <source>is not 900 to 43200</source>
        <translation>ist nicht 900 bis 43200</translation>
    </message>
    <message>
        <source>belongs to another part of AWS than that of %1</source>
        <translation>gehört zu einem anderen Teil von AWS als die von %1</translation>
    </message>
    <message>
        <source>is not the name of a device</source>
        <translation>ist kein Name eines Geräts</translation>
    </message>
    <message>
        <source>The AWS profiles %1 and %2 name two MFA devices.</source>
        <translation>Die AWS-Profile %1 und %2 nennen zwei MFA-Geräte.</translation>
    </message>
    <message>
        <source>AWS takes a code only with the keys that the chain begins with. Name one device.</source>
        <translation>AWS nimmt einen Code nur mit den Schlüsseln an, mit denen die Kette beginnt. Ein Gerät nennen.</translation>
    </message>
    <message>
        <source>The AWS profile %1 wants an MFA code, but the keys of %2 are temporary.</source>
        <translation>Das AWS-Profil %1 verlangt einen MFA-Code, aber die Schlüssel von %2 sind befristet.</translation>
    </message>
    <message>
        <source>AWS takes a code only with long-lived keys: vouch aws add %1</source>
        <translation>AWS nimmt einen Code nur mit dauerhaften Schlüsseln an: vouch aws add %1</translation>
    </message>
    <message>
        <source>is not a region of AWS</source>
        <translation>ist keine AWS-Region</translation>
    </message>
    <message>
        <source>is neither legacy nor regional</source>
        <translation>ist weder legacy noch regional</translation>
    </message>
    <message>
        <source>names %1, and there is no such section</source>
        <translation>nennt %1, und diesen Abschnitt gibt es nicht</translation>
    </message>
    <message>
        <source>The keys of the AWS profile “%1” are temporary.</source>
        <translation>Die Schlüssel des AWS-Profils „%1“ sind befristet.</translation>
    </message>
    <message>
        <source>AWS makes a session, and takes an MFA code, with long-lived keys only.</source>
        <translation>AWS eröffnet eine Sitzung und nimmt einen MFA-Code nur mit dauerhaften Schlüsseln an.</translation>
    </message>
    <message>
        <source>Give the AWS profile a region of the role&apos;s own.</source>
        <translation>Dem AWS-Profil eine Region geben, die zur Rolle gehört.</translation>
    </message>
    <message>
        <source>AWS does not know the MFA device %1 for the keys of “%2”.</source>
        <translation>AWS kennt das MFA-Gerät %1 für die Schlüssel von „%2“ nicht.</translation>
    </message>
    <message>
        <source>Check mfa_serial in the AWS profile, and that the device is enabled.</source>
        <translation>mfa_serial im AWS-Profil prüfen, und ob das Gerät aktiviert ist.</translation>
    </message>
    <message>
        <source>AWS did not accept the MFA code.</source>
        <translation>AWS hat den MFA-Code nicht angenommen.</translation>
    </message>
    <message>
        <source>Wait for the next code: each works once.</source>
        <translation>Auf den nächsten Code warten: Jeder gilt nur einmal.</translation>
    </message>
    <message>
        <source>AWS does not know the key …%1 of the AWS profile “%2”, or it is deactivated.</source>
        <translation>AWS kennt den Schlüssel …%1 des AWS-Profils „%2“ nicht, oder er ist deaktiviert.</translation>
    </message>
    <message>
        <source>Try again; a new session is made then.</source>
        <translation>Noch einmal versuchen; dann wird eine neue Sitzung eröffnet.</translation>
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
        <source>Try again; if the keys stand in a file, have them renewed there.</source>
        <translation>Noch einmal versuchen; stehen die Schlüssel in einer Datei, sie dort erneuern lassen.</translation>
    </message>
    <message>
        <source>The secret key of the AWS profile “%1” does not belong to the key …%2.</source>
        <translation>Der geheime Schlüssel des AWS-Profils „%1“ gehört nicht zum Schlüssel …%2.</translation>
    </message>
    <message>
        <source>Replace both: vouch aws add %1</source>
        <translation>Beide ersetzen: vouch aws add %1</translation>
    </message>
    <message>
        <source>AWS does not let the AWS profile “%1” use the role %2 in account %3.</source>
        <translation>AWS erlaubt dem AWS-Profil „%1“ die Rolle %2 im Konto %3 nicht.</translation>
    </message>
    <message>
        <source>The role&apos;s trust policy has to let it in: look at external_id and mfa_serial, too.</source>
        <translation>Die Vertrauensrichtlinie der Rolle muss es einlassen: auch external_id und mfa_serial prüfen.</translation>
    </message>
    <message>
        <source>AWS refused the keys of the AWS profile “%1”.</source>
        <translation>AWS hat die Schlüssel des AWS-Profils „%1“ abgelehnt.</translation>
    </message>
    <message>
        <source>%1 is not encrypted: whoever is on the way could read keys.</source>
        <translation>%1 ist nicht verschlüsselt: Wer auf dem Weg dazwischen ist, könnte Schlüssel mitlesen.</translation>
    </message>
    <message>
        <source>Use an https address. http is for this computer only.</source>
        <translation>Eine https-Adresse verwenden. http ist nur für diesen Computer da.</translation>
    </message>
    <message>
        <source>%1 gave credentials that have expired already.</source>
        <translation>%1 hat Zugangsdaten gegeben, die schon abgelaufen sind.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s clock, then try again.</source>
        <translation>Die Uhr dieses Computers prüfen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Use another region, or ask its administrator to switch it on.</source>
        <translation>Eine andere Region verwenden oder den Administrator bitten, STS dort einzuschalten.</translation>
    </message>
    <message>
        <source>The account of the AWS profile “%1” has switched off STS in %2.</source>
        <translation>Das Konto des AWS-Profils „%1“ hat STS in %2 abgeschaltet.</translation>
    </message>
    <message>
        <source>%1 in line %2 of %3 stands in quotation marks.</source>
        <translation>%1 in Zeile %2 von %3 steht in Anführungszeichen.</translation>
    </message>
    <message>
        <source>Write it without them: AWS takes them for a part of it.</source>
        <translation>Schreiben Sie es ohne: AWS hält sie für einen Teil davon.</translation>
    </message>
    <message>
        <source>%1 in line %2 of %3 has a comment behind it.</source>
        <translation>Hinter %1 in Zeile %2 von %3 steht ein Kommentar.</translation>
    </message>
    <message>
        <source>Give the comment a line of its own: AWS takes it for a part of the key.</source>
        <translation>Geben Sie dem Kommentar eine eigene Zeile: AWS hält ihn für einen Teil des Schlüssels.</translation>
    </message>
    <message>
        <source>[%1] in line %2 of %3 must be %4.</source>
        <translation>[%1] in Zeile %2 von %3 muss %4 heißen.</translation>
    </message>
    <message>
        <source>AWS passes over it as it is.</source>
        <translation>So, wie es dort steht, übergeht AWS es.</translation>
    </message>
    <message>
        <source>%1 of the AWS profile %2 %3</source>
        <translation>%1 des AWS-Profils %2 %3</translation>
    </message>
    <message>
        <source>In line %1 of %2, give the comment a line of its own.</source>
        <translation>Geben Sie in Zeile %1 von %2 dem Kommentar eine eigene Zeile.</translation>
    </message>
    <message>
        <source>In line %1 of %2, write it without quotation marks.</source>
        <translation>Schreiben Sie es in Zeile %1 von %2 ohne Anführungszeichen.</translation>
    </message>
    <message>
        <source>That is one of its zones. In line %1 of %2, write %3.</source>
        <translation>Das ist eine ihrer Zonen. Schreiben Sie in Zeile %1 von %2: %3.</translation>
    </message>
    <message>
        <source>Correct it in line %1 of %2.</source>
        <translation>Berichtigen Sie es in Zeile %1 von %2.</translation>
    </message>
    <message>
        <source>In line %1 of %2, write %3.</source>
        <translation>Schreiben Sie in Zeile %1 von %2: %3.</translation>
    </message>
    <message>
        <source>Give credential_process of %1 another command, or store keys: vouch aws add %2</source>
        <translation>Geben Sie credential_process von %1 einen anderen Befehl, oder speichern Sie Schlüssel: vouch aws add %2</translation>
    </message>
    <message>
        <source>The AWS profile %1 gets its keys from itself: its credential_process is Vouch again.</source>
        <translation>Das AWS-Profil %1 bekommt seine Schlüssel von sich selbst: Sein credential_process ist wieder Vouch.</translation>
    </message>
    <message>
        <source>These AWS profiles get their keys from each other: %1.</source>
        <translation>Diese AWS-Profile bekommen ihre Schlüssel voneinander: %1.</translation>
    </message>
</context>
<context>
    <name>vouch::cli</name>
    <message>
        <source>There is no terminal to ask on.</source>
        <translation>Es gibt kein Terminal für die Frage.</translation>
    </message>
    <message>
        <source>Sign in from Vouch&apos;s window.</source>
        <translation>Im Fenster von Vouch anmelden.</translation>
    </message>
</context>
<context>
    <name>vouch::core</name>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation>Den Namen prüfen.</translation>
    </message>
    <message>
        <source>%1 belongs to somebody else.</source>
        <translation>%1 gehört jemand anderem.</translation>
    </message>
    <message>
        <source>Name a file of your own.</source>
        <translation>Eine eigene Datei nennen.</translation>
    </message>
    <message>
        <source>Others may write to %1.</source>
        <translation>Andere dürfen in %1 schreiben.</translation>
    </message>
    <message>
        <source>Run: chmod go-w %1</source>
        <translation>Ausführen: chmod go-w %1</translation>
    </message>
</context>
<context>
    <name>vouch::endpoint</name>
    <message>
        <source>Vouch answers, and only you can ask it.</source>
        <translation>Vouch antwortet, und nur der eigene Benutzer kann es fragen.</translation>
    </message>
    <message>
        <source>The folder %1 and what is in it are not yours alone.</source>
        <translation>Der Ordner %1 und sein Inhalt gehören nicht nur dem eigenen Benutzer.</translation>
    </message>
    <message>
        <source>This is no request that Vouch understands.</source>
        <translation>Diese Anfrage versteht Vouch nicht.</translation>
    </message>
    <message>
        <source>The program that asks is of another version than Vouch.</source>
        <translation>Das fragende Programm hat eine andere Version als Vouch.</translation>
    </message>
    <message>
        <source>Update both, then start Vouch again.</source>
        <translation>Beide aktualisieren und Vouch neu starten.</translation>
    </message>
    <message>
        <source>Nobody answered in time.</source>
        <translation>Niemand hat rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Run the command again.</source>
        <translation>Den Befehl noch einmal ausführen.</translation>
    </message>
    <message>
        <source>It did not come in time.</source>
        <translation>Sie kam nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>A line is not of the form key=value, or is no UTF-8.</source>
        <translation>Eine Zeile hat nicht die Form key=value oder ist kein UTF-8.</translation>
    </message>
    <message>
        <source>It is too long.</source>
        <translation>Sie ist zu lang.</translation>
    </message>
    <message>
        <source>It does not begin with vouch/1 and a command.</source>
        <translation>Sie beginnt nicht mit vouch/1 und einem Befehl.</translation>
    </message>
    <message>
        <source>Vouch does not know the command that was asked for.</source>
        <translation>Vouch kennt den verlangten Befehl nicht.</translation>
    </message>
    <message>
        <source>Update Vouch, then start it again.</source>
        <translation>Vouch aktualisieren und neu starten.</translation>
    </message>
    <message>
        <source>Nothing more was asked for.</source>
        <translation>Mehr war nicht verlangt.</translation>
    </message>
    <message>
        <source>Vouch signs for CodeCommit over https only.</source>
        <translation>Vouch signiert für CodeCommit nur über https.</translation>
    </message>
    <message>
        <source>The repository is not named.</source>
        <translation>Das Repository ist nicht genannt.</translation>
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
        <translation>Warten auf die Anmeldung: siehe das Fenster von Vouch.</translation>
    </message>
    <message>
        <source>The key was removed or changed.</source>
        <translation>Der Schlüssel wurde abgezogen oder gewechselt.</translation>
    </message>
    <message>
        <source>A PIN has 4 to 63 characters. None was tried.</source>
        <translation>Eine PIN hat 4 bis 63 Zeichen. Keine wurde versucht.</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN. %n attempt(s) left.</source>
        <translation>
            <numerusform>Falsche PIN. Noch %n Versuch.</numerusform>
            <numerusform>Falsche PIN. Noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>Run the command again to try another one.</source>
        <translation>Für einen weiteren Versuch den Befehl noch einmal ausführen.</translation>
    </message>
    <message numerus="yes">
        <source>Only %n attempt(s) left for this key&apos;s PIN.</source>
        <translation>
            <numerusform>Nur noch %n Versuch für die PIN dieses Schlüssels.</numerusform>
            <numerusform>Nur noch %n Versuche für die PIN dieses Schlüssels.</numerusform>
        </translation>
    </message>
    <message>
        <source>If you are sure of it: vouch login --terminal --last-attempts</source>
        <translation>Ist sie sicher richtig: vouch login --terminal --last-attempts</translation>
    </message>
    <message>
        <source>Vouch runs without a display.</source>
        <translation>Vouch läuft ohne Bildschirm.</translation>
    </message>
    <message>
        <source>Run: vouch login --terminal</source>
        <translation>Ausführen: vouch login --terminal</translation>
    </message>
    <message>
        <source>Vouch&apos;s settings name another server.</source>
        <translation>In den Einstellungen von Vouch steht ein anderer Server.</translation>
    </message>
    <message>
        <source>Run: vouch config set server https://YOUR-SERVER</source>
        <translation>Ausführen: vouch config set server https://SERVER</translation>
    </message>
    <message>
        <source>The AWS profile is not named.</source>
        <translation>Das AWS-Profil ist nicht genannt.</translation>
    </message>
    <message>
        <source>See which there are: vouch aws list</source>
        <translation>Welche es gibt: vouch aws list</translation>
    </message>
    <message>
        <source>Run: vouch aws add --terminal %1</source>
        <translation>Ausführen: vouch aws add --terminal %1</translation>
    </message>
    <message>
        <source>Waiting for you: look for Vouch&apos;s window.</source>
        <translation>Warten auf Sie: siehe das Fenster von Vouch.</translation>
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
        <source>“%1” is one of your roles, and roles come before AWS profiles.</source>
        <translation>„%1“ ist eine Ihrer Rollen, und Rollen gehen AWS-Profilen vor.</translation>
    </message>
    <message>
        <source>Use the role, or give it another name: vouch config list</source>
        <translation>Verwenden Sie die Rolle, oder benennen Sie sie um: vouch config list</translation>
    </message>
    <message>
        <source>This is no duration.</source>
        <translation>Das ist keine Dauer.</translation>
    </message>
    <message>
        <source>AWS takes 900 to 43200 seconds.</source>
        <translation>AWS nimmt 900 bis 43200 Sekunden an.</translation>
    </message>
    <message>
        <source>That is none of the accounts.</source>
        <translation>Das ist keines der Konten.</translation>
    </message>
    <message>
        <source>Run the command again, and type the number in front of one.</source>
        <translation>Führen Sie den Befehl noch einmal aus und geben Sie die Nummer vor einem Konto ein.</translation>
    </message>
    <message>
        <source>This key can&apos;t have a PIN.</source>
        <translation>Dieser Schlüssel kann keine PIN haben.</translation>
    </message>
    <message>
        <source>Use a FIDO2 key.</source>
        <translation>Einen FIDO2-Schlüssel verwenden.</translation>
    </message>
    <message>
        <source>This key&apos;s PIN is blocked.</source>
        <translation>Die PIN dieses Schlüssels ist gesperrt.</translation>
    </message>
    <message>
        <source>Use another key. A reset helps this one, and erases it.</source>
        <translation>Einen anderen Schlüssel verwenden. Diesem hilft Zurücksetzen, und das löscht ihn.</translation>
    </message>
    <message>
        <source>If you are sure of it: vouch keys change-pin --last-attempts</source>
        <translation>Wenn Sie sich sicher sind: vouch keys change-pin --last-attempts</translation>
    </message>
    <message>
        <source>Set one: vouch keys change-pin</source>
        <translation>Eine festlegen: vouch keys change-pin</translation>
    </message>
    <message>
        <source>Change it: vouch keys change-pin</source>
        <translation>Ändern: vouch keys change-pin</translation>
    </message>
    <message>
        <source>The new PIN is the old one.</source>
        <translation>Die neue PIN ist die alte.</translation>
    </message>
</context>
<context>
    <name>vouch::endpoint::Endpoint</name>
    <message>
        <source>Too many programs ask Vouch at once.</source>
        <translation>Zu viele Programme fragen Vouch zugleich.</translation>
    </message>
    <message>
        <source>Try again when some of them are done.</source>
        <translation>Noch einmal versuchen, wenn einige davon fertig sind.</translation>
    </message>
    <message>
        <source>Can&apos;t listen at %1.</source>
        <translation>An %1 lässt sich nichts entgegennehmen.</translation>
    </message>
    <message>
        <source>Can&apos;t lock %1: %2.</source>
        <translation>%1 lässt sich nicht sperren: %2.</translation>
    </message>
    <message>
        <source>If it isn&apos;t a regular file of yours, remove it.</source>
        <translation>Wenn das keine gewöhnliche, eigene Datei ist, entfernen Sie sie.</translation>
    </message>
</context>
<context>
    <name>vouch::fido</name>
    <message>
        <source>Wrong PIN.</source>
        <translation>Falsche PIN.</translation>
    </message>
    <message>
        <source>Enter the PIN of the key that is inserted.</source>
        <translation>Die PIN des eingesteckten Schlüssels eingeben.</translation>
    </message>
    <message>
        <source>Three wrong PINs in a row.</source>
        <translation>Dreimal nacheinander die falsche PIN.</translation>
    </message>
    <message>
        <source>Pull the key out and insert it again.</source>
        <translation>Den Schlüssel abziehen und wieder einstecken.</translation>
    </message>
    <message>
        <source>This key&apos;s PIN is blocked.</source>
        <translation>Die PIN dieses Schlüssels ist gesperrt.</translation>
    </message>
    <message>
        <source>Use another key. A reset helps this one, and erases it.</source>
        <translation>Einen anderen Schlüssel verwenden. Diesem hilft Zurücksetzen, und das löscht ihn.</translation>
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
        <source>Use another key, or register this one with your organisation.</source>
        <translation>Einen anderen Schlüssel verwenden oder diesen bei der Organisation registrieren.</translation>
    </message>
    <message>
        <source>You didn&apos;t touch the key.</source>
        <translation>Der Schlüssel wurde nicht berührt.</translation>
    </message>
    <message>
        <source>Try again when it is in reach.</source>
        <translation>Noch einmal versuchen, wenn er in Reichweite ist.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Insert it again.</source>
        <translation>Wieder einstecken.</translation>
    </message>
    <message>
        <source>This key can&apos;t do what is needed.</source>
        <translation>Dieser Schlüssel kann nicht, was nötig ist.</translation>
    </message>
    <message>
        <source>Use a FIDO2 key with a PIN.</source>
        <translation>Einen FIDO2-Schlüssel mit PIN verwenden.</translation>
    </message>
    <message>
        <source>Your key did not recognise you.</source>
        <translation>Der Schlüssel hat Sie nicht erkannt.</translation>
    </message>
    <message>
        <source>Enter its PIN, or use another key.</source>
        <translation>Seine PIN eingeben oder einen anderen Schlüssel verwenden.</translation>
    </message>
    <message>
        <source>This key is registered already.</source>
        <translation>Dieser Schlüssel ist schon registriert.</translation>
    </message>
    <message>
        <source>Insert the key that you want to add.</source>
        <translation>Den Schlüssel einstecken, der hinzukommen soll.</translation>
    </message>
    <message>
        <source>This key has no room for another account.</source>
        <translation>Dieser Schlüssel hat keinen Platz für ein weiteres Konto.</translation>
    </message>
    <message>
        <source>Remove an account with your key&apos;s own program, or use another key.</source>
        <translation>Mit dem Programm des Schlüssels ein Konto entfernen oder einen anderen Schlüssel verwenden.</translation>
    </message>
    <message>
        <source>This key wants a new PIN.</source>
        <translation>Dieser Schlüssel verlangt eine neue PIN.</translation>
    </message>
    <message>
        <source>Your key does not take this PIN.</source>
        <translation>Der Schlüssel nimmt diese PIN nicht an.</translation>
    </message>
    <message>
        <source>It may be too simple, or the one it has. Choose another.</source>
        <translation>Vielleicht ist sie zu einfach oder die bisherige. Eine andere wählen.</translation>
    </message>
    <message numerus="yes">
        <source>It may be too simple. Choose another of at least %n character(s).</source>
        <translation>
            <numerusform>Vielleicht ist sie zu einfach. Eine andere mit mindestens %n Zeichen wählen.</numerusform>
            <numerusform>Vielleicht ist sie zu einfach. Eine andere mit mindestens %n Zeichen wählen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This key has a PIN already.</source>
        <translation>Dieser Schlüssel hat schon eine PIN.</translation>
    </message>
    <message>
        <source>This key does not let its PIN be set.</source>
        <translation>Bei diesem Schlüssel lässt sich keine PIN festlegen.</translation>
    </message>
    <message>
        <source>Change it instead.</source>
        <translation>Stattdessen die PIN ändern.</translation>
    </message>
    <message>
        <source>Use your key&apos;s own program.</source>
        <translation>Das Programm des Herstellers verwenden.</translation>
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
        <source>Try again with its PIN. If it asks again, use another key.</source>
        <translation>Mit seiner PIN noch einmal versuchen. Verlangt er es wieder, einen anderen Schlüssel verwenden.</translation>
    </message>
    <message>
        <source>Your key found the request incomplete.</source>
        <translation>Ihrem Schlüssel fehlt etwas in der Anfrage.</translation>
    </message>
    <message>
        <source>Use another key. If this one works elsewhere, please report it.</source>
        <translation>Einen anderen Schlüssel verwenden. Wenn dieser anderswo funktioniert, melden Sie es bitte.</translation>
    </message>
    <message>
        <source>The key was removed, or does not answer.</source>
        <translation>Der Schlüssel wurde abgezogen oder antwortet nicht.</translation>
    </message>
    <message>
        <source>Another program is using your key.</source>
        <translation>Ein anderes Programm verwendet Ihren Schlüssel.</translation>
    </message>
    <message>
        <source>Close the program that uses it, such as a browser tab, ykman or a virtual machine, then try again.</source>
        <translation>Das Programm schließen, das ihn verwendet, etwa einen Browser-Tab, ykman oder eine virtuelle Maschine, und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Vouch is using your key already.</source>
        <translation>Vouch verwendet Ihren Schlüssel schon.</translation>
    </message>
    <message>
        <source>Finish that first: touch the key, or cancel.</source>
        <translation>Das zuerst beenden: den Schlüssel berühren oder abbrechen.</translation>
    </message>
    <message>
        <source>This computer does not let you use your key.</source>
        <translation>Dieser Computer lässt Sie Ihren Schlüssel nicht verwenden.</translation>
    </message>
    <message>
        <source>Install libfido2&apos;s udev rules, then insert the key again.</source>
        <translation>Die udev-Regeln von libfido2 installieren und den Schlüssel neu einstecken.</translation>
    </message>
    <message>
        <source>Your key asks you to verify yourself first.</source>
        <translation>Ihr Schlüssel verlangt, dass Sie sich zuerst ausweisen.</translation>
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
        <source>The certificate of %1 is not trusted: %2.</source>
        <translation>Dem Zertifikat von %1 wird nicht vertraut: %2.</translation>
    </message>
    <message>
        <source>No secure connection to %1.</source>
        <translation>Keine sichere Verbindung zu %1.</translation>
    </message>
    <message>
        <source>Something between here and there speaks no TLS. Check the proxy.</source>
        <translation>Etwas auf dem Weg dorthin spricht kein TLS. Den Proxy prüfen.</translation>
    </message>
    <message>
        <source>%1 ended the connection before its answer was complete.</source>
        <translation>%1 hat die Verbindung beendet, bevor die Antwort vollständig war.</translation>
    </message>
    <message>
        <source>Try again. If it stays so, tell your administrator.</source>
        <translation>Noch einmal versuchen. Bleibt es so, den Administrator verständigen.</translation>
    </message>
    <message>
        <source>Can&apos;t reach %1.</source>
        <translation>%1 ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>%1 sent an answer that is too long.</source>
        <translation>%1 hat eine zu lange Antwort gesendet.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>%1 sent us somewhere else.</source>
        <translation>%1 verweist an eine andere Stelle.</translation>
    </message>
    <message>
        <source>Vouch follows no redirect. Check the server&apos;s address.</source>
        <translation>Vouch folgt keiner Weiterleitung. Die Adresse des Servers prüfen.</translation>
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
        <source>%1 holds no certificate in PEM form.</source>
        <translation>%1 enthält kein Zertifikat im PEM-Format.</translation>
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
        <source>The certificate of %1 ended on %2.</source>
        <translation>Das Zertifikat von %1 ist am %2 abgelaufen.</translation>
    </message>
    <message>
        <source>Tell your administrator, if this computer&apos;s clock is right.</source>
        <translation>Den Administrator verständigen, falls die Uhr dieses Computers richtig geht.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid yet.</source>
        <translation>Das Zertifikat von %1 ist noch nicht gültig.</translation>
    </message>
    <message>
        <source>Tell your administrator.</source>
        <translation>Die Administratoren benachrichtigen.</translation>
    </message>
    <message>
        <source>%1 ended the connection before anything was asked.</source>
        <translation>%1 hat die Verbindung beendet, bevor etwas gefragt wurde.</translation>
    </message>
    <message>
        <source>%1 answered in no known form.</source>
        <translation>%1 hat in keiner bekannten Form geantwortet.</translation>
    </message>
    <message>
        <source>Check the address, and the proxy if there is one.</source>
        <translation>Die Adresse prüfen und, falls es einen gibt, den Proxy.</translation>
    </message>
    <message>
        <source>%1: the connection ended before an answer.</source>
        <translation>%1: Die Verbindung endete vor einer Antwort.</translation>
    </message>
    <message>
        <source>Vouch can&apos;t send this to %1.</source>
        <translation>Vouch kann das nicht an %1 senden.</translation>
    </message>
    <message>
        <source>Check whether Vouch is up to date.</source>
        <translation>Prüfen, ob Vouch aktuell ist.</translation>
    </message>
    <message>
        <source>It stands in the system&apos;s proxy settings. Check it there.</source>
        <translation>Er steht in den Proxy-Einstellungen des Systems. Dort prüfen.</translation>
    </message>
    <message>
        <source>It stands in the variable %1 that Vouch was started with. Correct or unset it, then start Vouch again.</source>
        <translation>Er steht in der Variablen %1, mit der Vouch gestartet wurde. Berichtigen oder löschen, dann Vouch neu starten.</translation>
    </message>
    <message>
        <source>Can&apos;t find the proxy %1.</source>
        <translation>Der Proxy %1 ist nicht zu finden.</translation>
    </message>
    <message>
        <source>The proxy %1 takes no connection.</source>
        <translation>Der Proxy %1 nimmt keine Verbindung an.</translation>
    </message>
    <message>
        <source>The proxy %1 wants a user name and a password that it knows.</source>
        <translation>Der Proxy %1 verlangt Benutzernamen und Passwort, die er kennt.</translation>
    </message>
    <message>
        <source>The proxy %1 closes the connection.</source>
        <translation>Der Proxy %1 beendet die Verbindung.</translation>
    </message>
    <message>
        <source>The proxy %1 did not answer in time.</source>
        <translation>Der Proxy %1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The proxy %1 does not let Vouch reach %2.</source>
        <translation>Der Proxy %1 lässt Vouch nicht zu %2.</translation>
    </message>
    <message>
        <source>The proxy %1 did not lead to %2 in time.</source>
        <translation>Der Proxy %1 hat nicht rechtzeitig zu %2 geführt.</translation>
    </message>
    <message>
        <source>The variable %1 names no proxy that Vouch can use.</source>
        <translation>Die Variable %1 nennt keinen Proxy, den Vouch nutzen kann.</translation>
    </message>
    <message>
        <source>Set it to http://HOST:PORT or socks5h://HOST:PORT, and start Vouch again.</source>
        <translation>Auf http://RECHNER:PORT oder socks5h://RECHNER:PORT setzen und Vouch neu starten.</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>sie ist zu lang</translation>
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
        <source>Your organisation does not let this computer in.</source>
        <translation>Die Organisation lässt diesen Computer nicht zu.</translation>
    </message>
    <message>
        <source>Ask your administrator what is missing.</source>
        <translation>Beim Administrator fragen, was fehlt.</translation>
    </message>
    <message>
        <source>%1 does not accept this installation.</source>
        <translation>%1 nimmt diese Installation nicht an.</translation>
    </message>
    <message>
        <source>Run: vouch forget, then sign in again.</source>
        <translation>Ausführen: vouch forget, danach erneut anmelden.</translation>
    </message>
    <message>
        <source>%1 does not know the role.</source>
        <translation>%1 kennt die Rolle nicht.</translation>
    </message>
    <message>
        <source>Check its ARN: vouch config list</source>
        <translation>Die ARN prüfen: vouch config list</translation>
    </message>
    <message>
        <source>This session was not made with a key.</source>
        <translation>Diese Sitzung wurde nicht mit einem Schlüssel begonnen.</translation>
    </message>
    <message>
        <source>%1 says the session is over.</source>
        <translation>Laut %1 ist die Sitzung beendet.</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Erneut anmelden.</translation>
    </message>
    <message>
        <source>%1 is asked too often.</source>
        <translation>%1 wird zu oft gefragt.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>In einer Minute noch einmal versuchen.</translation>
    </message>
    <message>
        <source>%1 has a problem.</source>
        <translation>%1 hat ein Problem.</translation>
    </message>
    <message>
        <source>%1 refused.</source>
        <translation>%1 hat abgelehnt.</translation>
    </message>
    <message>
        <source>Vouch&apos;s log says what it answered.</source>
        <translation>Die Antwort steht im Protokoll von Vouch.</translation>
    </message>
    <message>
        <source>%1 does not answer like a Vouch server.</source>
        <translation>%1 antwortet nicht wie ein Vouch-Server.</translation>
    </message>
    <message>
        <source>Check the server&apos;s address. On a guest network, sign in there first.</source>
        <translation>Die Adresse des Servers prüfen. In einem Gastnetz zuerst dort anmelden.</translation>
    </message>
    <message>
        <source>%1 sent an answer that is not complete.</source>
        <translation>%1 hat eine unvollständige Antwort gesendet.</translation>
    </message>
    <message>
        <source>Check the server&apos;s address, and whether Vouch is up to date.</source>
        <translation>Die Adresse des Servers prüfen und ob Vouch aktuell ist.</translation>
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
        <source>Your key was not used. Check the server&apos;s address with your organisation.</source>
        <translation>Der Schlüssel wurde nicht verwendet. Die Adresse des Servers bei der Organisation erfragen.</translation>
    </message>
    <message>
        <source>%1 gave a token that is not bound to this computer.</source>
        <translation>%1 hat ein Token gesendet, das nicht an diesen Computer gebunden ist.</translation>
    </message>
    <message>
        <source>Nothing was kept. Tell your administrator.</source>
        <translation>Nichts wurde behalten. Den Administrator verständigen.</translation>
    </message>
    <message>
        <source>%1 wants a report about this computer, and sending it is switched off.</source>
        <translation>%1 will einen Bericht über diesen Computer, und das Senden ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>Switch it on in Vouch&apos;s settings, or run: vouch config set posture true</source>
        <translation>In den Einstellungen von Vouch einschalten, oder ausführen: vouch config set posture true</translation>
    </message>
    <message>
        <source>Use another key, or ask your organisation which ones it takes.</source>
        <translation>Einen anderen Schlüssel verwenden oder bei der Organisation erfragen, welche sie nimmt.</translation>
    </message>
    <message>
        <source>Nothing was changed. Add the key again.</source>
        <translation>Nichts wurde geändert. Den Schlüssel noch einmal hinzufügen.</translation>
    </message>
    <message>
        <source>This key does not say who made it.</source>
        <translation>Dieser Schlüssel sagt nicht, wer ihn hergestellt hat.</translation>
    </message>
    <message>
        <source>%1 does not trust this key&apos;s maker.</source>
        <translation>%1 vertraut dem Hersteller dieses Schlüssels nicht.</translation>
    </message>
    <message>
        <source>Your organisation does not allow this model of key.</source>
        <translation>Die Organisation lässt dieses Schlüsselmodell nicht zu.</translation>
    </message>
    <message>
        <source>This key does not say which model it is.</source>
        <translation>Dieser Schlüssel sagt nicht, welches Modell er ist.</translation>
    </message>
    <message>
        <source>%1 can&apos;t read what this key says about itself.</source>
        <translation>%1 kann nicht lesen, was dieser Schlüssel über sich sagt.</translation>
    </message>
    <message>
        <source>Adding the key took too long.</source>
        <translation>Das Hinzufügen des Schlüssels hat zu lange gedauert.</translation>
    </message>
    <message>
        <source>%1 has completed this registration before.</source>
        <translation>%1 hat diese Registrierung schon abgeschlossen.</translation>
    </message>
    <message>
        <source>Look at your keys: it may be there already.</source>
        <translation>Bei den Schlüsseln nachsehen: Vielleicht steht er schon da.</translation>
    </message>
    <message>
        <source>%1 knows this key already.</source>
        <translation>%1 kennt diesen Schlüssel schon.</translation>
    </message>
    <message>
        <source>Nothing was changed. Look at your keys.</source>
        <translation>Nichts wurde geändert. Bei den Schlüsseln nachsehen.</translation>
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
        <source>%1 wants you to touch your key again.</source>
        <translation>%1 verlangt, dass der Schlüssel noch einmal berührt wird.</translation>
    </message>
    <message>
        <source>Sign in again, then repeat this.</source>
        <translation>Noch einmal anmelden, dann wiederholen.</translation>
    </message>
    <message>
        <source>%1 sent an answer about your keys that Vouch can&apos;t use.</source>
        <translation>%1 hat über die Schlüssel etwas geantwortet, womit Vouch nichts anfangen kann.</translation>
    </message>
    <message>
        <source>Check whether Vouch is up to date.</source>
        <translation>Prüfen, ob Vouch aktuell ist.</translation>
    </message>
    <message>
        <source>A key&apos;s name has 1 to 256 characters that can be shown.</source>
        <translation>Der Name eines Schlüssels hat 1 bis 256 darstellbare Zeichen.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>%1 asked for a key that belongs to another server.</source>
        <translation>%1 hat einen Schlüssel verlangt, der zu einem anderen Server gehört.</translation>
    </message>
    <message>
        <source>%1 knows no such key.</source>
        <translation>%1 kennt keinen solchen Schlüssel.</translation>
    </message>
    <message>
        <source>It may be removed already. Look at your keys.</source>
        <translation>Vielleicht ist er schon entfernt. Bei den Schlüsseln nachsehen.</translation>
    </message>
    <message>
        <source>%1 sent an answer that Vouch does not trust.</source>
        <translation>%1 hat eine Antwort geschickt, der Vouch nicht traut.</translation>
    </message>
    <message>
        <source>No browser was opened. Check the server&apos;s address with your organisation.</source>
        <translation>Kein Browser wurde geöffnet. Die Adresse des Servers bei der Organisation prüfen.</translation>
    </message>
    <message>
        <source>%1 no longer knows this request.</source>
        <translation>%1 kennt diese Anfrage nicht mehr.</translation>
    </message>
    <message>
        <source>Try again, with a new code.</source>
        <translation>Noch einmal versuchen, mit einem neuen Code.</translation>
    </message>
    <message>
        <source>Sign in with your key.</source>
        <translation>Mit dem Schlüssel anmelden.</translation>
    </message>
    <message>
        <source>%1 If it stays so, tell your administrator.</source>
        <translation>%1 Wenn es dabei bleibt, den Administrator informieren.</translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n minute(s): the server asked for that wait.</source>
        <translation>
            <numerusform>In einer Minute erneut versuchen: So lange bittet der Server zu warten.</numerusform>
            <numerusform>In %n Minuten erneut versuchen: So lange bittet der Server zu warten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n hour(s): the server asked for that wait.</source>
        <translation>
            <numerusform>In einer Stunde erneut versuchen: So lange bittet der Server zu warten.</numerusform>
            <numerusform>In %n Stunden erneut versuchen: So lange bittet der Server zu warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 gave a session that is over already.</source>
        <translation>%1 hat eine Sitzung gegeben, die schon vorbei ist.</translation>
    </message>
    <message>
        <source>It says: %1</source>
        <translation>Dort heißt es: %1</translation>
    </message>
    <message>
        <source>%1 does not let your account in.</source>
        <translation>%1 lässt Ihr Konto nicht hinein.</translation>
    </message>
    <message>
        <source>Ask your administrator.</source>
        <translation>Den Administrator fragen.</translation>
    </message>
    <message>
        <source>%1 has counted more uses of this key than the key has.</source>
        <translation>%1 hat mehr Benutzungen dieses Schlüssels gezählt als der Schlüssel selbst.</translation>
    </message>
    <message>
        <source>It may have been copied: tell your administrator, and use another key.</source>
        <translation>Er könnte kopiert worden sein: den Administrator verständigen und einen anderen Schlüssel verwenden.</translation>
    </message>
    <message>
        <source>This sign-in is no longer valid at %1.</source>
        <translation>Diese Anmeldung gilt bei %1 nicht mehr.</translation>
    </message>
    <message>
        <source>Sign in again, and touch your key within four minutes.</source>
        <translation>Noch einmal anmelden und den Schlüssel innerhalb von vier Minuten berühren.</translation>
    </message>
    <message>
        <source>Try again, or use another key.</source>
        <translation>Noch einmal versuchen oder einen anderen Schlüssel verwenden.</translation>
    </message>
</context>
<context>
    <name>vouch::session</name>
    <message numerus="yes">
        <source>A new PIN has at least %n character(s).</source>
        <translation>
            <numerusform>Eine neue PIN hat mindestens %n Zeichen.</numerusform>
            <numerusform>Eine neue PIN hat mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is too long for a key. Letters beyond A to Z count twice or more.</source>
        <translation>Zu lang für einen Schlüssel. Buchstaben außer A bis Z zählen doppelt oder mehr.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::ActivityPage</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Pid</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Nothing yet. Clone or pull a CodeCommit repository.</source>
        <translation>Noch nichts. Ein CodeCommit-Repository klonen oder holen.</translation>
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
        <source>What used your session. Kept on this computer only.</source>
        <translation>Was die Sitzung verwendet hat. Bleibt nur auf diesem Computer.</translation>
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
        <source>Export the activity</source>
        <translation>Aktivität exportieren</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>In %1 geschrieben.</translation>
    </message>
    <message>
        <source>Clear the activity</source>
        <translation>Aktivität leeren</translation>
    </message>
    <message>
        <source>Clear all of the activity?</source>
        <translation>Die ganze Aktivität leeren?</translation>
    </message>
    <message>
        <source>It can&apos;t be brought back. Your session goes on.</source>
        <translation>Sie lässt sich nicht wiederherstellen. Die Sitzung läuft weiter.</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Allowed, but %1</source>
        <translation>Erlaubt, aber: %1</translation>
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
        <source>Copied text holds the account, the role and the server. It holds no secret.</source>
        <translation>Der kopierte Text enthält das Konto, die Rolle und den Server. Er enthält kein Geheimnis.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::RequesterBar</name>
    <message>
        <source>Also waiting</source>
        <translation>Ebenfalls wartend</translation>
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
        <source>AWS does not accept security keys for this call, so it wants a code.</source>
        <translation>AWS nimmt für diesen Aufruf keine Sicherheitsschlüssel an und möchte deshalb einen Code.</translation>
    </message>
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
</context>
<context>
    <name>vouch::ui::Desktop</name>
    <message>
        <source>A wrong PIN was tried</source>
        <translation>Eine falsche PIN wurde versucht</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) left for your key.</source>
        <translation>
            <numerusform>Noch %n Versuch für den Schlüssel.</numerusform>
            <numerusform>Noch %n Versuche für den Schlüssel.</numerusform>
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
        <translation>Vouch gleicht das aus. Andere Programme können scheitern, bis die Uhr gestellt ist.</translation>
    </message>
    <message>
        <source>Settings can&apos;t be read</source>
        <translation>Die Einstellungen sind nicht lesbar</translation>
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
        <source>Vouch keeps running.</source>
        <translation>Vouch läuft weiter.</translation>
    </message>
    <message>
        <source>Open it again from your applications.</source>
        <translation>Es lässt sich aus den Anwendungen wieder öffnen.</translation>
    </message>
    <message>
        <source>Vouch</source>
        <translation>Vouch</translation>
    </message>
    <message>
        <source>Vouch %1</source>
        <translation>Vouch %1</translation>
    </message>
    <message>
        <source>git and AWS CodeCommit with one touch of a security key.
Licensed under the Apache License 2.0.</source>
        <translation>git und AWS CodeCommit mit einer Berührung eines Sicherheitsschlüssels.
Lizenziert unter der Apache License 2.0.</translation>
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
        <translation>Browser noch einmal ö&amp;ffnen</translation>
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
        <source>%1 lets this computer in once. After that, your key is all you need.</source>
        <translation>%1 lässt diesen Computer einmal zu. Danach genügt der Schlüssel.</translation>
    </message>
    <message>
        <source>Asking %1</source>
        <translation>%1 wird gefragt</translation>
    </message>
    <message>
        <source>Your browser opens in a moment.</source>
        <translation>Gleich öffnet sich der Browser.</translation>
    </message>
    <message>
        <source>Go on in your browser</source>
        <translation>Weiter geht es im Browser</translation>
    </message>
    <message>
        <source>Sign in at %1, and check that it shows this code.</source>
        <translation>Bei %1 anmelden und prüfen, dass dort dieser Code steht.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be reached. Vouch goes on trying until %2.</source>
        <translation>%1 ist nicht erreichbar. Vouch versucht es weiter bis %2.</translation>
    </message>
    <message>
        <source>Waiting for you until %1.</source>
        <translation>Gewartet wird bis %1.</translation>
    </message>
    <message>
        <source>Register your key</source>
        <translation>Den Schlüssel registrieren</translation>
    </message>
    <message>
        <source>%1 does not know the inserted key yet. Go on in its window.</source>
        <translation>%1 kennt den eingesteckten Schlüssel noch nicht. Weiter geht es in seinem Fenster.</translation>
    </message>
    <message>
        <source>This computer is let in</source>
        <translation>Dieser Computer ist zugelassen</translation>
    </message>
    <message>
        <source>You can close the browser&apos;s page. From now on your key is all you need.</source>
        <translation>Die Seite im Browser kann geschlossen werden. Von jetzt an genügt der Schlüssel.</translation>
    </message>
    <message>
        <source>The inserted key is not registered yet.</source>
        <translation>Der eingesteckte Schlüssel ist noch nicht registriert.</translation>
    </message>
    <message>
        <source>This computer was not let in</source>
        <translation>Dieser Computer wurde nicht zugelassen</translation>
    </message>
    <message>
        <source>You are signed in.</source>
        <translation>Angemeldet.</translation>
    </message>
    <message>
        <source>You are signed in as %1.</source>
        <translation>Angemeldet als %1.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::FindingRows</name>
    <message>
        <source>Nothing to clear up.</source>
        <translation>Nichts aufzuräumen.</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to clear up</source>
        <translation>
            <numerusform>%n Sache aufzuräumen</numerusform>
            <numerusform>%n Dinge aufzuräumen</numerusform>
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
        <translation>Diesen Server ver&amp;wenden</translation>
    </message>
    <message>
        <source>&amp;Start Vouch when you log in</source>
        <translation>Vouch mit dem Desktop &amp;starten</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Only if your organisation has its own authority.</source>
        <translation>Nur nötig, wenn die Organisation eine eigene Zertifizierungsstelle hat.</translation>
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
        <source>As the system</source>
        <translation>Wie das System</translation>
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
        <source>Used the next time Vouch starts.</source>
        <translation>Gilt ab dem nächsten Start von Vouch.</translation>
    </message>
    <message>
        <source>Another server signs you out.</source>
        <translation>Ein anderer Server beendet die Sitzung.</translation>
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
        <source>Without it, your organisation may refuse to sign you in.</source>
        <translation>Ohne ihn kann die Organisation die Anmeldung ablehnen.</translation>
    </message>
    <message>
        <source>Sho&amp;w what is sent…</source>
        <translation>&amp;Gesendetes anzeigen…</translation>
    </message>
    <message>
        <source>Other programs than git</source>
        <translation>Andere Programme als git</translation>
    </message>
    <message>
        <source>Ask once for each program</source>
        <translation>Für jedes Programm einmal fragen</translation>
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
        <source>&amp;AWS credentials</source>
        <translation>&amp;AWS-Zugangsdaten</translation>
    </message>
</context>
<context>
    <name>vouch::ui::GitPage</name>
    <message>
        <source>Set up git</source>
        <translation>git einrichten</translation>
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
        <source>Git&apos;s configuration is looked at.</source>
        <translation>Die Konfiguration von git wird angesehen.</translation>
    </message>
    <message>
        <source>The set-up is taken back.</source>
        <translation>Die Einrichtung wird zurückgenommen.</translation>
    </message>
    <message>
        <source>Git&apos;s configuration is changed.</source>
        <translation>Die Konfiguration von git wird geändert.</translation>
    </message>
    <message>
        <source>Done. Undo puts the files back, but no password.</source>
        <translation>Fertig. Rückgängig stellt die Dateien wieder her, aber kein Passwort.</translation>
    </message>
    <message>
        <source>Done. Undo puts everything back as it was.</source>
        <translation>Fertig. Rückgängig stellt alles wieder her, wie es war.</translation>
    </message>
    <message>
        <source>%1 has changed since it was set up: only Vouch&apos;s lines were removed.</source>
        <translation>%1 wurde seit der Einrichtung geändert: Nur die Zeilen von Vouch wurden entfernt.</translation>
    </message>
    <message>
        <source>Git&apos;s configuration is what it was before.</source>
        <translation>Die Konfiguration von git ist wie vorher.</translation>
    </message>
    <message>
        <source>Vouch adds its lines to git&apos;s configuration and keeps a copy. Other hosts stay as they are.</source>
        <translation>Vouch fügt der Konfiguration von git Zeilen hinzu und behält eine Kopie. Andere Hosts bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Git is set up. Nothing to change.</source>
        <translation>Git ist eingerichtet. Nichts zu ändern.</translation>
    </message>
    <message numerus="yes">
        <source>Vouch adds %n line(s) to %1 and keeps a copy. Other hosts stay as they are.</source>
        <translation>
            <numerusform>Vouch fügt %1 %n Zeile hinzu und behält eine Kopie. Andere Hosts bleiben, wie sie sind.</numerusform>
            <numerusform>Vouch fügt %1 %n Zeilen hinzu und behält eine Kopie. Andere Hosts bleiben, wie sie sind.</numerusform>
        </translation>
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
    <message>
        <source>not told by this key</source>
        <translation>sagt dieser Schlüssel nicht</translation>
    </message>
    <message>
        <source>none, it is full</source>
        <translation>keiner, er ist voll</translation>
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
        <source>No key is inserted. Put one into a USB port to see what it can do.</source>
        <translation>Kein Schlüssel ist eingesteckt. Einen in einen USB-Anschluss stecken, um zu sehen, was er kann.</translation>
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
        <source>Is it registered?</source>
        <translation>Ist er registriert?</translation>
    </message>
    <message>
        <source>Your key is registered. You are signed in as %1.</source>
        <translation>Der Schlüssel ist registriert. Angemeldet als %1.</translation>
    </message>
    <message>
        <source>&amp;Register it…</source>
        <translation>&amp;Registrieren…</translation>
    </message>
    <message>
        <source>Signing in shows it. You enter the key&apos;s PIN, and touch it. A new key, or a new computer of yours, is registered with your browser.</source>
        <translation>Die Anmeldung zeigt es: die PIN des Schlüssels eingeben und ihn berühren. Ein neuer Schlüssel oder ein neuer Computer wird mit dem Browser registriert.</translation>
    </message>
    <message>
        <source>Put your security key into a USB port. A new one gets an account, nothing more.</source>
        <translation>Den Sicherheitsschlüssel in einen USB-Anschluss stecken. Ein neuer bekommt ein Konto, sonst nichts.</translation>
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
        <source>Signed in with this one</source>
        <translation>Mit diesem angemeldet</translation>
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
        <source>AWS is asked whose keys these are.</source>
        <translation>AWS wird gefragt, wessen Schlüssel das sind.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::KeysWindow</name>
    <message>
        <source>Vouch keys</source>
        <translation>Vouch: Schlüssel</translation>
    </message>
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
        <source>You are signed out. Sign in to see the keys that can sign you in.</source>
        <translation>Abgemeldet. Nach dem Anmelden stehen hier die registrierten Schlüssel.</translation>
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
        <source>It can&apos;t sign you in any more. You are signed in with it, so you are signed out.</source>
        <translation>Damit ist keine Anmeldung mehr möglich. Die jetzige Sitzung begann mit ihm, also endet sie.</translation>
    </message>
    <message>
        <source>It can&apos;t sign you in any more, and the sessions that it began end.</source>
        <translation>Damit ist keine Anmeldung mehr möglich, und die Sitzungen, die damit begannen, enden.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>This is your last key</source>
        <translation>Das ist der letzte Schlüssel</translation>
    </message>
    <message>
        <source>Without it you can&apos;t sign in. Add another key first.</source>
        <translation>Ohne ihn ist keine Anmeldung möglich. Erst einen anderen hinzufügen.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::LsRemote</name>
    <message>
        <source>git can&apos;t be started. Install it.</source>
        <translation>git lässt sich nicht starten. Bitte installieren.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::KeysPresenter</name>
    <message>
        <source>%1 can sign you in now.</source>
        <translation>Mit %1 ist jetzt die Anmeldung möglich.</translation>
    </message>
    <message>
        <source>The key was removed.</source>
        <translation>Der Schlüssel wurde entfernt.</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) ended with it.</source>
        <translation>
            <numerusform>Damit endete %n Sitzung.</numerusform>
            <numerusform>Damit endeten %n Sitzungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The PIN is set.</source>
        <translation>Die PIN ist festgelegt.</translation>
    </message>
    <message>
        <source>The PIN is changed.</source>
        <translation>Die PIN ist geändert.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::LockingPage</name>
    <message>
        <source>Locking</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Vouch can sign you out when you leave. Git then asks for a touch again.</source>
        <translation>Vouch kann beim Verlassen des Computers abmelden. Git fragt dann wieder nach einer Berührung.</translation>
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
        <source>This means the key you signed in with. Leave it in while you work.</source>
        <translation>Gemeint ist der Schlüssel der Anmeldung. Er bleibt beim Arbeiten stecken.</translation>
    </message>
    <message>
        <source>Not possible here: this system does not tell Vouch when the screen is locked.</source>
        <translation>Hier nicht möglich: Dieses System sagt Vouch nicht, wann der Bildschirm gesperrt wird.</translation>
    </message>
    <message>
        <source>Not possible here: this system does not tell Vouch when it goes to sleep.</source>
        <translation>Hier nicht möglich: Dieses System sagt Vouch nicht, wann es in den Ruhezustand geht.</translation>
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
    <name>vouch::ui::NoticesPage</name>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>What Vouch tells you by itself.</source>
        <translation>Was Vouch von sich aus meldet.</translation>
    </message>
    <message>
        <source>Before your session ends</source>
        <translation>Vor dem Ende der Sitzung</translation>
    </message>
    <message>
        <source>&amp;Tell you</source>
        <translation>&amp;Hinweis</translation>
    </message>
    <message>
        <source>minutes before</source>
        <translation>Minuten vorher</translation>
    </message>
    <message>
        <source>Several times have a comma between them. Write none to be told only at the end.</source>
        <translation>Mehrere Zeiten durch Komma trennen. Ohne Angabe kommt nur am Ende ein Hinweis.</translation>
    </message>
    <message>
        <source>Programs in the background</source>
        <translation>Programme im Hintergrund</translation>
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
        <source>After “Not now”, or no answer, the same program does not ask again for so long.</source>
        <translation>Nach „Nicht jetzt“ oder ohne Antwort fragt dasselbe Programm so lange nicht wieder.</translation>
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
        <source>Quiet for now</source>
        <translation>Vorerst still</translation>
    </message>
    <message>
        <source>Recent use</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle anzeigen</translation>
    </message>
    <message>
        <source>Nothing yet. Clone or pull a CodeCommit repository.</source>
        <translation>Noch nichts. Ein CodeCommit-Repository klonen oder holen.</translation>
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
        <source>Sign in when you next need git.</source>
        <translation>Anmelden, wenn git das nächste Mal gebraucht wird.</translation>
    </message>
    <message>
        <source>Your session ended at %1.</source>
        <translation>Die Sitzung endete um %1 Uhr.</translation>
    </message>
    <message>
        <source>Your session ended on %1.</source>
        <translation>Die Sitzung endete am %1.</translation>
    </message>
    <message>
        <source>Welcome to Vouch</source>
        <translation>Willkommen bei Vouch</translation>
    </message>
    <message>
        <source>Touch your security key once, and git works for 8 hours.</source>
        <translation>Den Sicherheitsschlüssel einmal berühren, und git funktioniert 8&#xa0;Stunden lang.</translation>
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
        <translation>Die Sitzung endet um %1 Uhr</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Wartet auf Anmeldung</translation>
    </message>
    <message>
        <source>Touch your key to sign in.</source>
        <translation>Zum Anmelden den Schlüssel berühren.</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>Der Server</translation>
    </message>
    <message>
        <source>The address your organisation gave you</source>
        <translation>Die Adresse von der Organisation</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>Der Schlüssel</translation>
    </message>
    <message>
        <source>Insert it, and choose a PIN if it has none</source>
        <translation>Einstecken und eine PIN festlegen, falls keine da ist</translation>
    </message>
    <message>
        <source>Your role and git</source>
        <translation>Die Rolle und git</translation>
    </message>
    <message>
        <source>Checked before anything is changed</source>
        <translation>Geprüft, bevor etwas geändert wird</translation>
    </message>
    <message>
        <source>Settings can&apos;t be read</source>
        <translation>Die Einstellungen sind nicht lesbar</translation>
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
        <translation>Vouch gleicht das aus. Andere Programme können scheitern, bis die Uhr gestellt ist.</translation>
    </message>
    <message>
        <source>This desktop shows no notifications</source>
        <translation>Dieser Desktop zeigt keine Benachrichtigungen</translation>
    </message>
    <message>
        <source>Look here to see when your session ends.</source>
        <translation>Hier steht, wann die Sitzung endet.</translation>
    </message>
    <message>
        <source>No role yet</source>
        <translation>Noch keine Rolle</translation>
    </message>
    <message>
        <source>Add one in the settings.</source>
        <translation>In den Einstellungen eine hinzufügen.</translation>
    </message>
    <message>
        <source>No role chosen</source>
        <translation>Keine Rolle gewählt</translation>
    </message>
    <message>
        <source>Choose one for what no rule names.</source>
        <translation>Eine wählen für alles ohne Regel.</translation>
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
        <source>AWS credentials as %1</source>
        <translation>AWS-Zugangsdaten als %1</translation>
    </message>
    <message>
        <source>Every program</source>
        <translation>Alle Programme</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>IntelliJ IDEA, infra-live</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Not asked again until %1</source>
        <translation>Bis %1 Uhr wird nicht gefragt</translation>
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
        <source>%1 signs you in</source>
        <translation>Anmeldung durch %1</translation>
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
        <source>Nobody signed in here yet</source>
        <translation>Hier war noch niemand angemeldet</translation>
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
        <translation>&amp;Warum scheiterte git?</translation>
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
        <source>You are asked when a profile wants a code.</source>
        <translation>Möchte ein Profil einen Code, wird danach gefragt.</translation>
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
        <source>You are asked for each repository.</source>
        <translation>Bei jedem Repository wird gefragt.</translation>
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
        <source>Choose a PIN for %1. You enter it each time you sign in.</source>
        <translation>Eine PIN für %1 wählen. Sie wird bei jeder Anmeldung eingegeben.</translation>
    </message>
    <message>
        <source>Choose another PIN for %1. Its accounts stay.</source>
        <translation>Eine andere PIN für %1 wählen. Seine Konten bleiben.</translation>
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
        <source>New PIN &amp;again</source>
        <translation>Neue PIN noch&amp;mals</translation>
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
        <source>At least %n character(s). Letters and signs may be in it.</source>
        <translation>
            <numerusform>Mindestens %n Zeichen. Auch Buchstaben und andere Zeichen sind möglich.</numerusform>
            <numerusform>Mindestens %n Zeichen. Auch Buchstaben und andere Zeichen sind möglich.</numerusform>
        </translation>
    </message>
    <message>
        <source>The key was removed. Insert it, then begin again.</source>
        <translation>Der Schlüssel wurde abgezogen. Einstecken und von vorn beginnen.</translation>
    </message>
    <message>
        <source>This key&apos;s PIN is blocked: it was wrong too many times. Only a reset helps, and a reset erases the key.</source>
        <translation>Die PIN dieses Schlüssels ist gesperrt: Sie war zu oft falsch. Nur Zurücksetzen hilft, und das löscht den Schlüssel.</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) left.</source>
        <translation>
            <numerusform>Noch %n Versuch.</numerusform>
            <numerusform>Noch %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>After that, only a reset helps.</source>
        <translation>Danach hilft nur Zurücksetzen.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>The two new PINs are not the same.</source>
        <translation>Die beiden neuen PINs stimmen nicht überein.</translation>
    </message>
    <message>
        <source>The new PIN is the old one.</source>
        <translation>Die neue PIN ist die alte.</translation>
    </message>
    <message>
        <source>The key is asked.</source>
        <translation>Der Schlüssel wird gefragt.</translation>
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
        <source>Six digits from your device, for profile %1.</source>
        <translation>Sechs Ziffern vom Gerät, für das Profil %1.</translation>
    </message>
    <message>
        <source>Six digits from the device %1, for profile %2.</source>
        <translation>Sechs Ziffern vom Gerät %1, für das Profil %2.</translation>
    </message>
    <message>
        <source>Enter the code for %1.</source>
        <translation>Den Code für %1 eingeben.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Choose for %1</source>
        <translation>Wahl für %1</translation>
    </message>
    <message>
        <source>Which one for %1?</source>
        <translation>Was für %1 verwenden?</translation>
    </message>
    <message>
        <source>Choose the role or AWS profile it is reached with.</source>
        <translation>Die Rolle oder das AWS-Profil für den Zugriff wählen.</translation>
    </message>
    <message>
        <source>Choose the AWS profile it is reached with.</source>
        <translation>Das AWS-Profil für den Zugriff wählen.</translation>
    </message>
    <message>
        <source>Choose the role it is reached with.</source>
        <translation>Die Rolle für den Zugriff wählen.</translation>
    </message>
    <message>
        <source>Choose what it is to use.</source>
        <translation>Wählen, was dafür verwendet wird.</translation>
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
        <source>Allow it, or don&apos;t.</source>
        <translation>Erlauben oder nicht.</translation>
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
        <source>For profile %1. They are tried with AWS first, and then kept in your keychain.</source>
        <translation>Für das Profil %1. Sie werden erst mit AWS probiert und dann im Schlüsselbund aufbewahrt.</translation>
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
        <source>Give %1 long-lived AWS keys?</source>
        <translation>%1 dauerhafte AWS-Schlüssel geben?</translation>
    </message>
    <message>
        <source>It gets the keys of %1 themselves. They work until they are deleted at AWS, also after you sign out. Vouch asks each time.</source>
        <translation>Es erhält die Schlüssel von %1 selbst. Sie gelten, bis sie bei AWS gelöscht werden, auch nach dem Abmelden. Vouch fragt jedes Mal.</translation>
    </message>
    <message>
        <source>Give the keys, or don&apos;t.</source>
        <translation>Geben Sie die Schlüssel heraus oder nicht.</translation>
    </message>
    <message>
        <source>&amp;Don&apos;t give</source>
        <translation>&amp;Nicht geben</translation>
    </message>
    <message>
        <source>&amp;Give</source>
        <translation>&amp;Geben</translation>
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
        <source>It gets those of %1, which work until they expire. Vouch asks each time: whose code this is can&apos;t be told.</source>
        <translation>Es bekommt die von %1. Sie gelten, bis sie ablaufen. Vouch fragt jedes Mal: Wessen Code das ist, lässt sich nicht sagen.</translation>
    </message>
    <message>
        <source>It gets those of %1, which work until they expire. Vouch asks again after you sign out, or when it has not used them for 15 minutes.</source>
        <translation>Es bekommt die von %1. Sie gelten, bis sie ablaufen. Vouch fragt wieder, wenn Sie sich abgemeldet haben oder es sie 15 Minuten lang nicht benutzt hat.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::ReasonRows</name>
    <message>
        <source>Open “Set up git” in Vouch, or run: %1</source>
        <translation>„Git einrichten“ in Vouch öffnen oder ausführen: %1</translation>
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
        <source>What is sent</source>
        <translation>Was gesendet wird</translation>
    </message>
    <message>
        <source>This goes to your organisation&apos;s server when you sign in, read anew each time. What Vouch could not find out is left out.</source>
        <translation>Das geht beim Anmelden an den Server der Organisation, jedes Mal neu gelesen. Was Vouch nicht feststellen konnte, fehlt.</translation>
    </message>
    <message>
        <source>This would go to your organisation&apos;s server when you sign in. You switched it off, so nothing of it is sent.</source>
        <translation>Das ginge beim Anmelden an den Server der Organisation. Das Senden ist ausgeschaltet, nichts davon wird gesendet.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>vouch::ui::RoleDialog</name>
    <message>
        <source>Add a role</source>
        <translation>Rolle hinzufügen</translation>
    </message>
    <message>
        <source>Change the role %1</source>
        <translation>Rolle %1 ändern</translation>
    </message>
    <message>
        <source>Your own word for it</source>
        <translation>Ein eigenes Wort dafür</translation>
    </message>
    <message>
        <source>The repository&apos;s</source>
        <translation>Die des Repositorys</translation>
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
        <source>You have a role of this name already.</source>
        <translation>Eine Rolle mit diesem Namen gibt es schon.</translation>
    </message>
    <message>
        <source>This can&apos;t be a role&apos;s name.</source>
        <translation>Das kann kein Rollenname sein.</translation>
    </message>
    <message>
        <source>This is not a role ARN.</source>
        <translation>Das ist keine Rollen-ARN.</translation>
    </message>
    <message>
        <source>This is not a region.</source>
        <translation>Das ist keine Region.</translation>
    </message>
    <message>
        <source>None: AWS is asked for the role directly</source>
        <translation>Keine: AWS gibt die Rolle direkt</translation>
    </message>
    <message>
        <source>&amp;Via (hub role ARN)</source>
        <translation>&amp;Über (Hub-Rollen-ARN)</translation>
    </message>
    <message>
        <source>This is the role itself. Leave it empty, or enter another one.</source>
        <translation>Das ist die Rolle selbst. Leer lassen oder eine andere eingeben.</translation>
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
        <source>Vouch asks AWS once, now, so that git does not fail later. Nothing is changed.</source>
        <translation>Vouch fragt AWS einmal, jetzt, damit git später nicht scheitert. Nichts wird geändert.</translation>
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
        <source>This is not a role ARN. It looks like arn:aws:iam::123456789012:role/Name.</source>
        <translation>Das ist keine Rollen-ARN. Sie sieht aus wie arn:aws:iam::123456789012:role/Name.</translation>
    </message>
    <message>
        <source>AWS is asked for the role %1.</source>
        <translation>AWS wird nach der Rolle %1 gefragt.</translation>
    </message>
    <message>
        <source>Sign in first. Then AWS is asked for the role %1.</source>
        <translation>Zuerst anmelden. Dann wird AWS nach der Rolle %1 gefragt.</translation>
    </message>
    <message>
        <source>AWS refused this role</source>
        <translation>AWS hat diese Rolle abgelehnt</translation>
    </message>
    <message>
        <source>The trust policy of %1 does not let you in yet. Ask an administrator of account %2 to add the statement below.</source>
        <translation>Die Vertrauensrichtlinie von %1 lässt Sie noch nicht ein. Ein Administrator des Kontos %2 muss die Anweisung unten hinzufügen.</translation>
    </message>
    <message>
        <source>Account %1 does not trust your Vouch server yet. Ask its administrator to add the server, and the statement below.</source>
        <translation>Das Konto %1 vertraut dem Vouch-Server noch nicht. Sein Administrator muss den Server und die Anweisung unten hinzufügen.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::RolesPage</name>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>What git uses when you are signed in.</source>
        <translation>Was git während der Sitzung verwendet.</translation>
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
        <source>Which role for which repository</source>
        <translation>Welche Rolle für welches Repository</translation>
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
        <source>The first line that matches wins.</source>
        <translation>Die erste passende Zeile gilt.</translation>
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
        <source>There is no such role</source>
        <translation>Diese Rolle gibt es nicht</translation>
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
        <translation>wenn genannt</translation>
    </message>
    <message>
        <source>Remove a role</source>
        <translation>Rolle entfernen</translation>
    </message>
    <message>
        <source>Remove the role %1?</source>
        <translation>Die Rolle %1 entfernen?</translation>
    </message>
    <message numerus="yes">
        <source>Its %n rule(s) go with it.</source>
        <translation>
            <numerusform>Ihre Regel wird mit entfernt.</numerusform>
            <numerusform>Ihre %n Regeln werden mit entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing changes at AWS.</source>
        <translation>Bei AWS ändert sich nichts.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>AWS is asked for the role %1.</source>
        <translation>AWS wird nach der Rolle %1 gefragt.</translation>
    </message>
    <message>
        <source>Role or profile</source>
        <translation>Rolle oder Profil</translation>
    </message>
    <message>
        <source>There is no such role or profile</source>
        <translation>Rolle oder Profil gibt es nicht</translation>
    </message>
</context>
<context>
    <name>vouch::ui::RuleDialog</name>
    <message>
        <source>Add a rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>Change a rule</source>
        <translation>Regel ändern</translation>
    </message>
    <message>
        <source>&amp;Repository</source>
        <translation>&amp;Repository</translation>
    </message>
    <message>
        <source>A name, or a pattern such as infra-*. Put the region before it for one region only: us-east-1/infra-*</source>
        <translation>Ein Name oder ein Muster wie infra-*. Für nur eine Region diese davor setzen: us-east-1/infra-*</translation>
    </message>
    <message>
        <source>R&amp;ole</source>
        <translation>R&amp;olle</translation>
    </message>
    <message>
        <source>You have this rule already.</source>
        <translation>Diese Regel gibt es schon.</translation>
    </message>
    <message>
        <source>This names no repository. It looks like payments-api or infra-*.</source>
        <translation>Das nennt kein Repository. Es sieht aus wie payments-api oder infra-*.</translation>
    </message>
    <message>
        <source>R&amp;ole or profile</source>
        <translation>R&amp;olle oder Profil</translation>
    </message>
</context>
<context>
    <name>vouch::ui::ServerPage</name>
    <message>
        <source>How you sign in</source>
        <translation>Wie Sie sich anmelden</translation>
    </message>
    <message>
        <source>Your organisation has a Vouch server. It is asked now whether it answers; Next writes its address to Vouch&apos;s settings.</source>
        <translation>Die Organisation hat einen Vouch-Server. Er wird jetzt gefragt, ob er antwortet; Weiter schreibt seine Adresse in die Einstellungen von Vouch.</translation>
    </message>
    <message>
        <source>Only if your organisation has its own authority</source>
        <translation>Nur bei eigenem Zertifikat</translation>
    </message>
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
        <source>%1 is asked.</source>
        <translation>%1 wird gefragt.</translation>
    </message>
    <message>
        <source>%1 answers. Another server signs you out.</source>
        <translation>%1 antwortet. Ein anderer Server meldet Sie ab.</translation>
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
</context>
<context>
    <name>vouch::ui::SessionEnd</name>
    <message>
        <source>Signed out because the screen was locked</source>
        <translation>Abgemeldet, weil der Bildschirm gesperrt wurde</translation>
    </message>
    <message>
        <source>Signed out because the computer went to sleep</source>
        <translation>Abgemeldet, weil der Computer in den Ruhezustand ging</translation>
    </message>
    <message>
        <source>Signed out because the key was removed</source>
        <translation>Abgemeldet, weil der Schlüssel abgezogen wurde</translation>
    </message>
    <message>
        <source>Your session ended</source>
        <translation>Die Sitzung ist beendet</translation>
    </message>
</context>
<context>
    <name>vouch::ui::SessionNotices</name>
    <message>
        <source>Sign in again to keep git working until %1.</source>
        <translation>Erneut anmelden, damit git bis %1 Uhr funktioniert.</translation>
    </message>
    <message>
        <source>Git stops working with CodeCommit at %1.</source>
        <translation>Um %1 Uhr funktioniert git nicht mehr mit CodeCommit.</translation>
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
        <source>Sign in when you next need git.</source>
        <translation>Anmelden, wenn git das nächste Mal gebraucht wird.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
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
    <name>vouch::ui::SettingsWindow</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Vouch settings</source>
        <translation>Vouch-Einstellungen</translation>
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
        <source>Notices</source>
        <translation>Hinweise</translation>
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
        <source>Changes apply at once.</source>
        <translation>Änderungen gelten sofort.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
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
        <source>Touch your key to let it go on.</source>
        <translation>Zum Fortfahren den Schlüssel berühren.</translation>
    </message>
    <message>
        <source>Touch your key to go on.</source>
        <translation>Zum Fortfahren den Schlüssel berühren.</translation>
    </message>
    <message>
        <source>How to reset</source>
        <translation>So wird er zurückgesetzt</translation>
    </message>
    <message>
        <source>Reset it with the program of your key&apos;s maker.</source>
        <translation>Zurückgesetzt wird er mit dem Programm seines Herstellers.</translation>
    </message>
    <message>
        <source>A reset erases everything on the key, for every service you use it with. Register it with each of them afterwards, as a new one.</source>
        <translation>Zurücksetzen löscht alles auf dem Schlüssel, für jeden Dienst, mit dem er verwendet wird. Danach bei jedem davon neu registrieren.</translation>
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
        <source>After that, only a reset helps.</source>
        <translation>Danach hilft nur noch das Zurücksetzen.</translation>
    </message>
    <message>
        <source>Signs you in until %1</source>
        <translation>Die Anmeldung gilt bis %1 Uhr</translation>
    </message>
    <message>
        <source>%1 and %2 are inserted.</source>
        <translation>%1 und %2 stecken.</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are inserted.</source>
        <translation>
            <numerusform>%n Schlüssel steckt.</numerusform>
            <numerusform>%n Schlüssel stecken.</numerusform>
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
        <source>Put your security key into a USB port.</source>
        <translation>Den Sicherheitsschlüssel in einen USB-Anschluss stecken.</translation>
    </message>
    <message>
        <source>Insert your key again</source>
        <translation>Schlüssel wieder einstecken</translation>
    </message>
    <message>
        <source>It was removed before the touch. Nothing is lost.</source>
        <translation>Er wurde vor der Berührung abgezogen. Nichts ist verloren.</translation>
    </message>
    <message>
        <source>Touch your key</source>
        <translation>Schlüssel berühren</translation>
    </message>
    <message>
        <source>It is blinking now. Touch the gold disc.</source>
        <translation>Er blinkt jetzt. Die goldene Fläche berühren.</translation>
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
        <source>Try again when it is in reach.</source>
        <translation>Noch einmal versuchen, wenn er in Reichweite ist.</translation>
    </message>
    <message>
        <source>Pull the key out and insert it again</source>
        <translation>Schlüssel abziehen und neu einstecken</translation>
    </message>
    <message>
        <source>Three wrong PINs in a row. Your key wants a pause.</source>
        <translation>Dreimal nacheinander die falsche PIN. Der Schlüssel braucht eine Pause.</translation>
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
        <source>The PIN was wrong too many times.
Only a reset helps, and a reset erases the key.</source>
        <translation>Die PIN war zu oft falsch. Nur Zurücksetzen hilft,
und das löscht alles auf dem Schlüssel.</translation>
    </message>
    <message>
        <source>Your other keys still work.</source>
        <translation>Ihre anderen Schlüssel funktionieren weiter.</translation>
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
        <source>%1 doesn&apos;t know it.
Use another key, or register this one.</source>
        <translation>%1 kennt ihn nicht.
Einen anderen verwenden oder diesen registrieren.</translation>
    </message>
    <message>
        <source>You are signing in</source>
        <translation>Eigene Anmeldung</translation>
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
        <source>Put the key that you want to add into a USB port.</source>
        <translation>Den Schlüssel, der hinzukommen soll, in einen USB-Anschluss stecken.</translation>
    </message>
    <message>
        <source>This key is registered already</source>
        <translation>Dieser Schlüssel ist schon registriert</translation>
    </message>
    <message>
        <source>%1 knows it.
Insert the key that you want to add.</source>
        <translation>%1 kennt ihn.
Den Schlüssel einstecken, der hinzukommen soll.</translation>
    </message>
    <message>
        <source>This key has no room left</source>
        <translation>Dieser Schlüssel ist voll</translation>
    </message>
    <message>
        <source>It can&apos;t hold another account.
Use another key, or remove an account from this one.</source>
        <translation>Er fasst kein weiteres Konto.
Einen anderen verwenden oder von diesem ein Konto entfernen.</translation>
    </message>
    <message>
        <source>You are adding a key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>You are removing a key</source>
        <translation>Schlüssel entfernen</translation>
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
        <source>Choose one now. You will enter it each time you sign in.</source>
        <translation>Jetzt eine wählen. Sie wird bei jeder Anmeldung eingegeben.</translation>
    </message>
    <message>
        <source>This key wants a new PIN</source>
        <translation>Dieser Schlüssel verlangt eine neue PIN</translation>
    </message>
    <message>
        <source>Change it now. Your accounts on the key stay.</source>
        <translation>Jetzt ändern. Die Konten auf dem Schlüssel bleiben.</translation>
    </message>
    <message>
        <source>You are adding AWS keys</source>
        <translation>AWS-Schlüssel werden hinzugefügt</translation>
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
        <source>AWS&apos;s console is to be opened</source>
        <translation>Die AWS-Konsole soll geöffnet werden</translation>
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
        <source>%1, not as AWS_PROFILE says: %2</source>
        <translation>%1, nicht wie AWS_PROFILE sagt: %2</translation>
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
</context>
<context>
    <name>vouch::ui::StartPage</name>
    <message>
        <source>Start at login</source>
        <translation>Autostart</translation>
    </message>
    <message>
        <source>&amp;Start Vouch when you log in</source>
        <translation>Vouch bei der Anmeldung am Computer &amp;starten</translation>
    </message>
    <message>
        <source>Finish writes this to Vouch&apos;s settings. You can change it there.</source>
        <translation>Fertigstellen schreibt dies in die Einstellungen von Vouch. Dort lässt es sich ändern.</translation>
    </message>
    <message>
        <source>Without it Vouch starts when git first needs it.</source>
        <translation>Sonst startet Vouch, wenn git es zum ersten Mal braucht.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::Status</name>
    <message>
        <source>You are not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>You are offline</source>
        <translation>Keine Netzwerkverbindung</translation>
    </message>
    <message>
        <source>Vouch tries again when the network is back.</source>
        <translation>Vouch versucht es wieder, sobald das Netzwerk da ist.</translation>
    </message>
    <message>
        <source>Can&apos;t reach %1</source>
        <translation>%1 ist nicht erreichbar</translation>
    </message>
    <message>
        <source>The network is up, but the server does not answer. If you use a VPN, connect it.</source>
        <translation>Das Netzwerk ist da, aber der Server antwortet nicht. Gibt es ein VPN, dieses verbinden.</translation>
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
        <source>git asks for one repository of yours, as it will from now on. Nothing is changed.</source>
        <translation>git fragt nach einem Ihrer Repositorys, wie von nun an immer. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>&amp;Repository</source>
        <translation>&amp;Repository</translation>
    </message>
    <message>
        <source>git asks for it.</source>
        <translation>git fragt danach.</translation>
    </message>
    <message>
        <source>git asks for it. Vouch asks you to sign in.</source>
        <translation>git fragt danach. Vouch bittet Sie, sich anzumelden.</translation>
    </message>
    <message>
        <source>Vouch looks for the reason.</source>
        <translation>Vouch sucht den Grund.</translation>
    </message>
    <message numerus="yes">
        <source>git works with this repository: it lists %n branch(es) and tag(s).</source>
        <translation>
            <numerusform>git arbeitet mit diesem Repository: Es nennt %n Zweig oder Tag.</numerusform>
            <numerusform>git arbeitet mit diesem Repository: Es nennt %n Zweige und Tags.</numerusform>
        </translation>
    </message>
    <message>
        <source>git can&apos;t reach this repository. It says: %1</source>
        <translation>git erreicht dieses Repository nicht. Es sagt: %1</translation>
    </message>
</context>
<context>
    <name>vouch::ui::WelcomePage</name>
    <message>
        <source>Welcome to Vouch</source>
        <translation>Willkommen bei Vouch</translation>
    </message>
    <message>
        <source>git and AWS CodeCommit with one touch of a security key. This page changes nothing.</source>
        <translation>git und AWS CodeCommit mit einer Berührung eines Sicherheitsschlüssels. Diese Seite ändert nichts.</translation>
    </message>
    <message>
        <source>You need your security key, the address of your Vouch server, and the ARN of your role in AWS. An administrator of yours knows the last two.</source>
        <translation>Nötig sind der Sicherheitsschlüssel, die Adresse des Vouch-Servers und die ARN der Rolle in AWS. Die letzten beiden kennt ein Administrator.</translation>
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
        <source>The server&apos;s address goes to Vouch&apos;s settings.</source>
        <translation>Die Adresse des Servers kommt in die Einstellungen von Vouch.</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>Ihr Schlüssel</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>The role goes to Vouch&apos;s settings, once AWS has taken it.</source>
        <translation>Die Rolle kommt in die Einstellungen von Vouch, sobald AWS sie angenommen hat.</translation>
    </message>
    <message>
        <source>Git</source>
        <translation>Git</translation>
    </message>
    <message>
        <source>Vouch&apos;s lines go to git&apos;s configuration. You see each line before, and can take them back.</source>
        <translation>Die Zeilen von Vouch kommen in die Konfiguration von git. Jede ist vorher zu sehen und lässt sich zurücknehmen.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>git asks for one repository. Nothing is changed.</source>
        <translation>git fragt nach einem Repository. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>Autostart</translation>
    </message>
    <message>
        <source>Only if you want it.</source>
        <translation>Nur auf Wunsch.</translation>
    </message>
    <message>
        <source>You can leave at any page. The set-up goes on there when you open it again.</source>
        <translation>Die Einrichtung lässt sich auf jeder Seite verlassen. Sie geht dort weiter, wenn Sie sie wieder öffnen.</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>A new one gets an account. Nothing else is changed on it.</source>
        <translation>Ein neuer bekommt ein Konto. Sonst wird an ihm nichts geändert.</translation>
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
        <translation>Warum scheiterte git?</translation>
    </message>
    <message>
        <source>CodeCommit is asked for this repository, as git would ask. Nothing is changed.</source>
        <translation>CodeCommit wird nach diesem Repository gefragt, wie git es täte. Nichts wird geändert.</translation>
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
        <source>CodeCommit is asked.</source>
        <translation>CodeCommit wird gefragt.</translation>
    </message>
    <message>
        <source>Sign in first. Then CodeCommit is asked.</source>
        <translation>Zuerst anmelden. Dann wird CodeCommit gefragt.</translation>
    </message>
    <message>
        <source>The likeliest reason comes first.</source>
        <translation>Der wahrscheinlichste Grund steht zuerst.</translation>
    </message>
</context>
<context>
    <name>vouch::ui::Wizard</name>
    <message>
        <source>Set up Vouch</source>
        <translation>Vouch einrichten</translation>
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
