/** A whole session service in memory for tests, and people at its door: kiosks with cards, browsers with keys. */
package org.lanyard.session.house;
