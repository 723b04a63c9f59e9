; What the installer and the uninstaller do with our programs: run, replace, take away and end them. It uses the variables
; of vouch.nsi.
; Does something with each of our programs, and with each other file.
!macro EachProgram DO
  !insertmacro ${DO} "git-credential-vouch.exe"
  !insertmacro ${DO} "git-remote-codecommit.exe"
  !insertmacro ${DO} "vouch.exe"
  !insertmacro ${DO} "vouch-tray.exe"
!macroend
!macro EachDocument DO
  !insertmacro ${DO} "LICENSE.txt"
  !insertmacro ${DO} "licenses.txt"
!macroend
!macro Write NAME
  File "${FOLDER}\${NAME}"
!macroend
!macro Delete NAME
  Delete "$0\${NAME}"
!macroend

; Runs one of our programs without a console of its own; $R0 is its exit code, or "error".
!macro Run COMMAND
  nsExec::ExecToLog '${COMMAND}'
  Pop $R0
!macroend

; Functions that both programs have, UN being "" or "un.".
!macro Functions UN
; Removes the program $1 of the folder $0. One that runs can't be removed, but moved within its drive.
Function ${UN}TakeAway
  Delete "$0\$1"
  IfFileExists "$0\$1" 0 gone
  Rename "$0\$1" "$Aside\$1"
  IfFileExists "$0\$1" 0 gone ; to another drive, Windows would have copied it
  CreateDirectory "$0\vouch-old"
  Rename "$0\$1" "$0\vouch-old\$1"
gone:
FunctionEnd
Function ${UN}MakeAside
  InitPluginsDir
  File "/oname=$PLUGINSDIR\vouch-register.exe" "${REGISTER}"
  GetTempFileName $Aside
  Delete $Aside
  CreateDirectory $Aside
FunctionEnd
; What still runs stays behind, among the user's temporary files.
Function ${UN}RemoveAside
  RMDir /r $Aside
  RMDir /r "$0\vouch-old"
FunctionEnd
; Ends the application that runs; $R0 is 0 unless it goes on, and "error" if vouch.exe can't be asked.
Function ${UN}EndVouch
  StrCpy $Runs ""
  !insertmacro Run '"$INSTDIR\vouch.exe" status'
  ${If} $R0 == 4 ; none runs
    StrCpy $R0 0
  ${ElseIf} $R0 != "error"
    StrCpy $Runs "yes"
    !insertmacro Run '"$INSTDIR\vouch.exe" quit'
  ${EndIf}
FunctionEnd
; Says what vouch-register could not change, by its exit code $R0.
Function ${UN}SayUnchanged
  ${If} $R0 != 0
  ${AndIf} $R0 != 4
    MessageBox MB_ICONEXCLAMATION "$(${UN}NoPath)" /SD IDOK
  ${EndIf}
  ${If} $R0 == 4
  ${OrIf} $R0 == 5
    MessageBox MB_ICONEXCLAMATION "$(${UN}NoLogin)" /SD IDOK
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Functions ""
!insertmacro Functions "un."

!macro TakeAway NAME
  StrCpy $1 "${NAME}"
  Call TakeAway
!macroend
!macro un.TakeAway NAME
  StrCpy $1 "${NAME}"
  Call un.TakeAway
!macroend

; Writes the new program beside the one that is there, and then puts it into its place.
!macro WriteNew NAME
  File "/oname=${NAME}.new" "${FOLDER}\${NAME}"
!macroend
!macro DeleteNew NAME
  Delete "$INSTDIR\${NAME}.new"
!macroend
!macro PutInPlace NAME
  Delete "$INSTDIR\vouch-old\${NAME}"
  ${If} ${FileExists} "$INSTDIR\${NAME}"
    Rename "$INSTDIR\${NAME}" "$INSTDIR\vouch-old\${NAME}"
  ${EndIf}
  Rename "$INSTDIR\${NAME}.new" "$INSTDIR\${NAME}"
!macroend
!macro PutBack NAME
  Delete "$INSTDIR\${NAME}.new"
  ${If} ${FileExists} "$INSTDIR\vouch-old\${NAME}"
  ${AndIfNot} ${FileExists} "$INSTDIR\vouch-old\${NAME}\*.*"
    Delete "$INSTDIR\${NAME}"
    Rename "$INSTDIR\vouch-old\${NAME}" "$INSTDIR\${NAME}"
  ${EndIf}
!macroend
