; The installer for Windows: for one user, without an administrator. package.sh makes it, and defines VERSION,
; FOLDER (of the files), REGISTER (vouch-register.exe), OUTPUT, ICON, BAND and, to sign the uninstaller, SIGN.
;   vouch-VERSION-windows-x86_64-setup.exe [/S] [/D=FOLDER]   /S asks nothing; /D is last, and has no quotes
;   uninstall.exe [/S] [/KEEP]     /KEEP leaves settings, registration and AWS keys
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetDateSave off ; the same bytes each time
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
Name "Vouch"
OutFile "${OUTPUT}"
BrandingText "Vouch ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\Vouch"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Vouch"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Vouch"
VIAddVersionKey /LANG=0 "FileDescription" "Installs Vouch"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "Apache License 2.0"
!ifdef SIGN
  !uninstfinalize 'sh "${SIGN}" "%1"' = 0
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${BAND}"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "$(StartNow)"
!define MUI_FINISHPAGE_RUN_FUNCTION StartNow
!define MUI_FINISHPAGE_SHOWREADME
!define MUI_FINISHPAGE_SHOWREADME_TEXT "$(StartAtLogin)"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION StartAtLogin
!define MUI_FINISHPAGE_SHOWREADME_NOTCHECKED
!define MUI_COMPONENTSPAGE_NODESC
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!include texts.nsh

Var Before      ; the folder of the installation that is there; empty if there is none
Var Aside       ; a folder for programs that run, and are replaced
Var Runs        ; "yes" if the application runs
Var GitIsLeft   ; "yes" if git's configuration may name Vouch
Var KeysAreLeft ; "yes" if keys may be left in Credential Manager

!include programs.nsh

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ReadRegStr $Before HKCU "${KEY}" "InstallLocation"
FunctionEnd

Function StartNow
  !insertmacro Run '"$PLUGINSDIR\vouch-register.exe" start "$INSTDIR"'
FunctionEnd

Function StartAtLogin
  !insertmacro Run '"$INSTDIR\vouch.exe" config set start-at-login yes'
  ; It tells Windows so itself; one that runs stays the only one.
  !insertmacro Run '"$PLUGINSDIR\vouch-register.exe" start "$INSTDIR" --background'
FunctionEnd

Section "Vouch" Programs
  StrLen $0 $INSTDIR
  ${If} $0 < 4 ; the root of a drive
    StrCpy $INSTDIR "$INSTDIR\Vouch"
  ${EndIf}
  Call MakeAside
  !insertmacro Run '"$PLUGINSDIR\vouch-register.exe" make "$INSTDIR"'
  ${If} $R0 != 0
    MessageBox MB_ICONSTOP "$(NotOurs)" /SD IDOK
    SetErrorLevel 2
    Abort "$(NotOurs)"
  ${EndIf}
  SetOutPath $INSTDIR
  ClearErrors
  !insertmacro EachProgram WriteNew
  !insertmacro EachDocument Write
  ${If} ${Errors}
    !insertmacro EachProgram DeleteNew
    SetErrorLevel 2
    Abort "$(NotWritten)"
  ${EndIf}
  CreateDirectory "$INSTDIR\vouch-old"
  ClearErrors
  !insertmacro EachProgram PutInPlace
  ${If} ${Errors}
    !insertmacro EachProgram PutBack
    RMDir "$INSTDIR\vouch-old"
    SetErrorLevel 2
    Abort "$(NotReplaced)"
  ${EndIf}
  StrCpy $0 "$INSTDIR\vouch-old"
  !insertmacro EachProgram TakeAway
  WriteUninstaller "$INSTDIR\uninstall.exe"

  Call EndVouch
  ${If} $R0 == "error"
    MessageBox MB_ICONEXCLAMATION "$(NotAsked)" /SD IDOK
  ${ElseIf} $R0 != 0
    StrCpy $Runs ""
    MessageBox MB_ICONEXCLAMATION "$(StillRuns)" /SD IDOK
  ${EndIf}
  ${If} $Before != ""
  ${AndIf} $Before != $INSTDIR
    !insertmacro Run '"$PLUGINSDIR\vouch-register.exe" move "$Before" "$INSTDIR"'
    Call SayUnchanged
    GetTempFileName $3 $INSTDIR
    ${GetFileName} $3 $2
    ${IfNot} ${FileExists} "$Before\$2" ; else it is the same folder in other words
      StrCpy $0 $Before
      !insertmacro EachProgram TakeAway
      !insertmacro EachDocument Delete
      Delete "$Before\uninstall.exe"
      Call RemoveAside
      RMDir $Before
    ${EndIf}
    Delete $3
  ${Else}
    !insertmacro Run '"$PLUGINSDIR\vouch-register.exe" add "$INSTDIR"'
    Call SayUnchanged
  ${EndIf}
  StrCpy $0 $INSTDIR
  Call RemoveAside

  CreateShortcut "$SMPROGRAMS\Vouch.lnk" "$INSTDIR\vouch-tray.exe" "" "" 0 SW_SHOWNORMAL "" "$(ShortcutHint)"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Vouch"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\vouch-tray.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "Vouch"
  WriteRegStr HKCU "${KEY}" "URLInfoAbout" "https://vouch.sh"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  SectionGetSize ${Programs} $0
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0

  ${If} $Runs == "yes"
    !insertmacro Run '"$PLUGINSDIR\vouch-register.exe" start "$INSTDIR" --background'
  ${EndIf}
SectionEnd

Section "un.Vouch"
  SectionIn RO
  Call un.MakeAside
  !insertmacro Run '"$INSTDIR\vouch.exe" setup codecommit --undo'
  ${If} $R0 != 0 ; git may be gone, or never have been set up
  ${AndIf} ${FileExists} "$LOCALAPPDATA\Vouch\gitconfig\*"
    StrCpy $GitIsLeft "yes"
    MessageBox MB_ICONEXCLAMATION "$(GitIsNotBack)" /SD IDOK
  ${EndIf}
SectionEnd

Section "un.$(Data)" Data
  !insertmacro Run '"$INSTDIR\vouch.exe" forget --yes'
  ${If} $R0 != 0
    StrCpy $KeysAreLeft "yes"
    SetErrorLevel 2
    MessageBox MB_ICONEXCLAMATION "$(KeysAreLeft)" /SD IDOK
  ${EndIf}
SectionEnd

Section "-un.Rest"
  Call un.EndVouch
  ${If} $R0 == "error"
    MessageBox MB_ICONEXCLAMATION "$(NotAsked)" /SD IDOK
  ${ElseIf} $R0 != 0
    SetErrorLevel 2
    MessageBox MB_ICONEXCLAMATION "$(un.StillRuns)" /SD IDOK
  ${EndIf}
  !insertmacro Run '"$PLUGINSDIR\vouch-register.exe" remove "$INSTDIR"'
  Call un.SayUnchanged
  StrCpy $0 $INSTDIR
  !insertmacro EachProgram un.TakeAway
  !insertmacro EachDocument Delete
  Delete "$INSTDIR\uninstall.exe"
  Call un.RemoveAside
  RMDir $INSTDIR
  Delete "$SMPROGRAMS\Vouch.lnk"
  DeleteRegKey HKCU "${KEY}"
  ${If} ${SectionIsSelected} ${Data}
  ${AndIf} $KeysAreLeft == "" ; the settings say which
    RMDir /r "$APPDATA\Vouch"
    ${If} $GitIsLeft == "yes"
      Delete "$LOCALAPPDATA\Vouch\*"
    ${Else}
      RMDir /r "$LOCALAPPDATA\Vouch"
    ${EndIf}
  ${EndIf}
SectionEnd

Function un.onInit
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/KEEP" $1
  ${IfNot} ${Errors}
    SectionSetFlags ${Data} 0
  ${EndIf}
FunctionEnd
