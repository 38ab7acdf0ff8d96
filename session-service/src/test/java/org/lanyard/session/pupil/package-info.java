/** Pupils with a key of their own, and those without. */
package org.lanyard.session.pupil;
