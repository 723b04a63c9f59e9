<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>vouch::HealthChecks</name>
    <message numerus="yes">
        <source>The server is %1; %n role(s) known.</source>
        <translation>
            <numerusform>The server is %1; %n role known.</numerusform>
            <numerusform>The server is %1; %n roles known.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has only %n PIN attempt(s) left.</source>
        <translation>
            <numerusform>%1 has only %n PIN attempt left.</numerusform>
            <numerusform>%1 has only %n PIN attempts left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is plugged in and has a PIN, with %n attempt(s) left.</source>
        <translation>
            <numerusform>%1 is plugged in and has a PIN, with %n attempt left.</numerusform>
            <numerusform>%1 is plugged in and has a PIN, with %n attempts left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::HelperConflicts</name>
    <message numerus="yes">
        <source>Remove these %n line(s)</source>
        <translation>
            <numerusform>Remove this line</numerusform>
            <numerusform>Remove these %n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::Skew</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::endpoint</name>
    <message numerus="yes">
        <source>Wrong PIN. %n attempt(s) left.</source>
        <translation>
            <numerusform>Wrong PIN. %n attempt left.</numerusform>
            <numerusform>Wrong PIN. %n attempts left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %n attempt(s) left for this key&apos;s PIN.</source>
        <translation>
            <numerusform>Only %n attempt left for this key&apos;s PIN.</numerusform>
            <numerusform>Only %n attempts left for this key&apos;s PIN.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::fido</name>
    <message numerus="yes">
        <source>It may be too simple. Choose another PIN of at least %n character(s).</source>
        <translation>
            <numerusform>It may be too simple. Choose another PIN of at least %n character.</numerusform>
            <numerusform>It may be too simple. Choose another PIN of at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::identity</name>
    <message numerus="yes">
        <source>Try again in %n minute(s), as the server requested.</source>
        <translation>
            <numerusform>Try again in %n minute, as the server requested.</numerusform>
            <numerusform>Try again in %n minutes, as the server requested.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n hour(s), as the server requested.</source>
        <translation>
            <numerusform>Try again in %n hour, as the server requested.</numerusform>
            <numerusform>Try again in %n hours, as the server requested.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::session</name>
    <message numerus="yes">
        <source>A new PIN must have at least %n character(s).</source>
        <translation>
            <numerusform>A new PIN must have at least %n character.</numerusform>
            <numerusform>A new PIN must have at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::AwsProfilesPage</name>
    <message numerus="yes">
        <source>%n other profile(s) use them.</source>
        <translation>
            <numerusform>%n other profile uses them.</numerusform>
            <numerusform>%n other profiles use them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::CheckDialog</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::CodePage</name>
    <message numerus="yes">
        <source>This code changes in %n second(s)</source>
        <translation>
            <numerusform>This code changes in %n second</numerusform>
            <numerusform>This code changes in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::Desktop</name>
    <message numerus="yes">
        <source>%n attempt(s) left for your key.</source>
        <translation>
            <numerusform>%n attempt left for your key.</numerusform>
            <numerusform>%n attempts left for your key.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minute(s) off</source>
        <translation>
            <numerusform>This computer&apos;s clock is %n minute off</numerusform>
            <numerusform>This computer&apos;s clock is %n minutes off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n program(s) are waiting. Quit anyway?</source>
        <translation>
            <numerusform>%n program is waiting. Quit anyway?</numerusform>
            <numerusform>%n programs are waiting. Quit anyway?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::FindingRows</name>
    <message numerus="yes">
        <source>%n item(s) to clean up</source>
        <translation>
            <numerusform>%n item to clean up</numerusform>
            <numerusform>%n items to clean up</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::GitPage</name>
    <message numerus="yes">
        <source>%n file(s): %1 added, %2 removed</source>
        <translation>
            <numerusform>%n file: %1 added, %2 removed</numerusform>
            <numerusform>%n files: %1 added, %2 removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Vouch adds %n line(s) to %1 and saves a backup. Other hosts aren&apos;t affected.</source>
        <translation>
            <numerusform>Vouch adds %n line to %1 and saves a backup. Other hosts aren&apos;t affected.</numerusform>
            <numerusform>Vouch adds %n lines to %1 and saves a backup. Other hosts aren&apos;t affected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::InsertedKeysView</name>
    <message numerus="yes">
        <source>must be changed, %n attempt(s) left</source>
        <translation>
            <numerusform>must be changed, %n attempt left</numerusform>
            <numerusform>must be changed, %n attempts left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>set, %n attempt(s) left</source>
        <translation>
            <numerusform>set, %n attempt left</numerusform>
            <numerusform>set, %n attempts left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::KeysPresenter</name>
    <message numerus="yes">
        <source>%n session(s) started with the key ended.</source>
        <translation>
            <numerusform>%n session started with the key ended.</numerusform>
            <numerusform>%n sessions started with the key ended.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::Panel</name>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minute(s) off</source>
        <translation>
            <numerusform>This computer&apos;s clock is %n minute off</numerusform>
            <numerusform>This computer&apos;s clock is %n minutes off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n program(s) want to use git.</source>
        <translation>
            <numerusform>%n program wants to use git.</numerusform>
            <numerusform>%n programs want to use git.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n program(s) are waiting.</source>
        <translation>
            <numerusform>%n program is waiting.</numerusform>
            <numerusform>%n programs are waiting.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n program(s) want AWS credentials.</source>
        <translation>
            <numerusform>%n program wants AWS credentials.</numerusform>
            <numerusform>%n programs want AWS credentials.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::PinDialog</name>
    <message numerus="yes">
        <source>%n attempt(s) left.</source>
        <translation>
            <numerusform>%n attempt left.</numerusform>
            <numerusform>%n attempts left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN. %n attempt(s) left.</source>
        <translation>
            <numerusform>Wrong PIN. %n attempt left.</numerusform>
            <numerusform>Wrong PIN. %n attempts left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s). Letters and symbols are allowed.</source>
        <translation>
            <numerusform>At least %n character. Letters and symbols are allowed.</numerusform>
            <numerusform>At least %n characters. Letters and symbols are allowed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::ProfilesPage</name>
    <message numerus="yes">
        <source>%n profile(s) on this computer</source>
        <translation>
            <numerusform>%n profile on this computer</numerusform>
            <numerusform>%n profiles on this computer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::RequesterBar</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::RolesPage</name>
    <message numerus="yes">
        <source>%n rule(s), everything else</source>
        <translation>
            <numerusform>%n rule, everything else</numerusform>
            <numerusform>%n rules, everything else</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s)</source>
        <translation>
            <numerusform>%n rule</numerusform>
            <numerusform>%n rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Its %n rule(s) will be removed too.</source>
        <translation>
            <numerusform>Its rule will be removed too.</numerusform>
            <numerusform>Its %n rules will be removed too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::SessionNotices</name>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::SignInDialog</name>
    <message numerus="yes">
        <source>Wrong PIN. %n attempt(s) left.</source>
        <translation>
            <numerusform>Wrong PIN. %n attempt left.</numerusform>
            <numerusform>Wrong PIN. %n attempts left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are inserted.</source>
        <translation>
            <numerusform>%n key is inserted.</numerusform>
            <numerusform>%n keys are inserted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This key holds %n account(s) for %1.</source>
        <translation>
            <numerusform>This key holds %n account for %1.</numerusform>
            <numerusform>This key holds %n accounts for %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) left</source>
        <translation>
            <numerusform>%n attempt left</numerusform>
            <numerusform>%n attempts left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::Time</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::TryPage</name>
    <message numerus="yes">
        <source>Git works with this repository: it lists %n branch(es) and tag(s).</source>
        <translation>
            <numerusform>Git works with this repository: it lists %n branch or tag.</numerusform>
            <numerusform>Git works with this repository: it lists %n branches and tags.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vouch::ui::WaysPage</name>
    <message numerus="yes">
        <source>%n AWS profile(s) found on this computer.</source>
        <translation>
            <numerusform>%n AWS profile found on this computer.</numerusform>
            <numerusform>%n AWS profiles found on this computer.</numerusform>
        </translation>
    </message>
</context>
</TS>
