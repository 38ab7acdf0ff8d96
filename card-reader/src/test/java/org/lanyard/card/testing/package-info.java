/**
 * What tests of this module and of others share: a PC/SC service with virtual readers, cards of a test authority, a
 * listener that remembers. Exported as the module's test-jar.
 */
package org.lanyard.card.testing;
