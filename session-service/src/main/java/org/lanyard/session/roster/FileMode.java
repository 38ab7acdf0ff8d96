package org.lanyard.session.roster;

/** How a file is processed: whole, as changes, or not there (OneRoster 1.2 CSV binding §3.1). */
enum FileMode {
    BULK,
    DELTA,
    ABSENT
}
