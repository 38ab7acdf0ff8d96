/** What the tests of the module share: a ground to hold ceremonies on, a clock to turn, a hostile authenticator. */
package org.lanyard.webauthn;
