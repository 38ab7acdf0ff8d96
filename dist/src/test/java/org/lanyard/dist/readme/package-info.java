/** Holds the README to its word: what it tells the reader to type is typed, and what it tells them to expect is compared. */
package org.lanyard.dist.readme;
