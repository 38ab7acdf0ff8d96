/**
 * The demo: an invented school with its own authority, people, cards in software and a kiosk, in one process and one folder. It
 * makes its data through the same doors as a real school's office, and knows no short cut past them.
 */
package org.lanyard.dist.demo;
