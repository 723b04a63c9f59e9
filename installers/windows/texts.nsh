; What the installer says, beside the texts that NSIS has.
!macro Text NAME ENGLISH GERMAN
  LangString ${NAME} ${LANG_ENGLISH} `${ENGLISH}`
  LangString ${NAME} ${LANG_GERMAN} `${GERMAN}`
!macroend
!insertmacro Text StartNow "Start Vouch" "Vouch starten"
!insertmacro Text StartAtLogin "Start Vouch when I log in" "Vouch bei der Anmeldung starten"
!insertmacro Text ShortcutHint "Sign in to AWS CodeCommit with one touch of a security key" \
  "Mit einer Berührung des Sicherheitsschlüssels bei AWS CodeCommit anmelden"
!insertmacro Text Data "Settings, registration and AWS keys" "Einstellungen, Registrierung und AWS-Schlüssel"
!insertmacro Text TooOld "Vouch needs Windows 10 or newer." "Vouch braucht Windows 10 oder neuer."
!insertmacro Text NotWritten "The files could not be written. Check the disk, and run this program again." \
  "Die Dateien konnten nicht geschrieben werden. Prüfen Sie den Datenträger, und starten Sie dieses Programm noch einmal."
!insertmacro Text NotOurs \
  "Vouch can't be installed into this folder: it can't be made, or other users of this computer may write into it and could replace Vouch. Choose another folder. This one was $INSTDIR" \
  "Vouch kann nicht in diesem Ordner installiert werden: Er lässt sich nicht anlegen, oder andere Benutzer dieses Computers dürfen hineinschreiben und könnten Vouch austauschen. Wählen Sie einen anderen Ordner. Dieser war $INSTDIR"
!insertmacro Text NotReplaced \
  "The programs in this folder could not be replaced, and are as they were. Quit Vouch and its commands, and run this program again. The folder is $INSTDIR" \
  "Die Programme in diesem Ordner konnten nicht ersetzt werden und sind, wie sie waren. Beenden Sie Vouch und seine Befehle, und starten Sie dieses Programm noch einmal. Der Ordner ist $INSTDIR"
!insertmacro Text StillRuns \
  "Vouch is still running in its old version. Choose Quit in Vouch's menu, then open Vouch again." \
  "Vouch läuft noch in der alten Version. Wählen Sie im Menü von Vouch „Beenden“, und öffnen Sie Vouch dann wieder."
!insertmacro Text un.StillRuns \
  "Vouch is removed, and still running. Choose Quit in Vouch's menu." \
  "Vouch wird entfernt und läuft noch. Wählen Sie im Menü von Vouch „Beenden“."
!insertmacro Text NotAsked \
  "Windows did not start $INSTDIR\vouch.exe, so Vouch may still be running. If it is, choose Quit in Vouch's menu." \
  "Windows hat $INSTDIR\vouch.exe nicht gestartet, daher läuft Vouch vielleicht noch. Wählen Sie dann im Menü von Vouch „Beenden“."
!insertmacro Text NoPath \
  "Windows' list of folders with programs (PATH) could not be changed. Add this folder to it, so that git finds Vouch: $INSTDIR" \
  "Die Liste der Ordner mit Programmen (PATH) konnte nicht geändert werden. Fügen Sie ihr diesen Ordner hinzu, damit git Vouch findet: $INSTDIR"
!insertmacro Text un.NoPath \
  "Windows' list of folders with programs (PATH) could not be changed. It still names this folder: $INSTDIR" \
  "Die Liste der Ordner mit Programmen (PATH) konnte nicht geändert werden. Sie nennt noch diesen Ordner: $INSTDIR"
!insertmacro Text NoLogin \
  "Windows' list of programs that start at login could not be changed. Choose again in Vouch's settings whether Vouch starts then." \
  "Die Liste der Programme, die bei der Anmeldung starten, konnte nicht geändert werden. Wählen Sie in Vouchs Einstellungen noch einmal, ob Vouch dann startet."
!insertmacro Text un.NoLogin \
  "Windows' list of programs that start at login could not be changed. If it names Vouch, turn that off in Windows' settings." \
  "Die Liste der Programme, die bei der Anmeldung starten, konnte nicht geändert werden. Wenn sie Vouch nennt, schalten Sie das in den Einstellungen von Windows aus."
!insertmacro Text KeysAreLeft \
  "Vouch could not remove everything: keys may be left in Windows' Credential Manager, or the registration at the server. Vouch's settings stay in $APPDATA\Vouch. To try again, install Vouch, and run “vouch forget” in a terminal." \
  "Vouch konnte nicht alles entfernen: In der Anmeldeinformationsverwaltung von Windows sind vielleicht noch Schlüssel, oder beim Server die Registrierung. Die Einstellungen von Vouch bleiben in $APPDATA\Vouch. Um es noch einmal zu versuchen, installieren Sie Vouch, und führen Sie in einem Terminal „vouch forget“ aus."
!insertmacro Text GitIsNotBack \
  "git's configuration could not be put back. If it names Vouch, remove those lines; it is as it was before in $LOCALAPPDATA\Vouch\gitconfig." \
  "Die Konfiguration von git konnte nicht wiederhergestellt werden. Wenn sie Vouch nennt, entfernen Sie diese Zeilen; wie sie vorher war, steht in $LOCALAPPDATA\Vouch\gitconfig."
