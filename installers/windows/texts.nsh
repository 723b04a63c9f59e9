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
!insertmacro Text StillRuns \
  "Vouch is still running in its old version. The new one starts after you choose Quit in Vouch's menu." \
  "Vouch läuft noch in der alten Version. Die neue startet, nachdem Sie im Menü von Vouch „Beenden“ gewählt haben."
!insertmacro Text NoPath \
  "Windows' list of folders with programs (PATH) could not be changed. Add this folder to it, so that git finds Vouch: $INSTDIR" \
  "Die Liste der Ordner mit Programmen (PATH) konnte nicht geändert werden. Fügen Sie ihr diesen Ordner hinzu, damit git Vouch findet: $INSTDIR"
!insertmacro Text PathIsNotBack \
  "Windows' list of folders with programs (PATH) could not be changed. It still names this folder: $INSTDIR" \
  "Die Liste der Ordner mit Programmen (PATH) konnte nicht geändert werden. Sie nennt noch diesen Ordner: $INSTDIR"
!insertmacro Text GitIsNotBack \
  "git's configuration could not be put back. If it names Vouch, remove those lines; it is as it was before in $LOCALAPPDATA\Vouch\gitconfig." \
  "Die Konfiguration von git konnte nicht wiederhergestellt werden. Wenn sie Vouch nennt, entfernen Sie diese Zeilen; wie sie vorher war, steht in $LOCALAPPDATA\Vouch\gitconfig."
