/**
 * Which pupils may have keys of their own, for home: by school and age, and nobody until a school says so.
 *
 * <p>A pupil's key comes to be where somebody sees whose it is: at the office, by an invitation of half an hour that a member of
 * staff makes while the pupil stands there ({@code lanyard pupils invite}); or at a kiosk, in a session of the pupil's card and PIN
 * of the last ten minutes, onto a security key or a telephone that is held there. No code is ever carried home: what a classmate
 * can read off a screen or a slip would be a way into the pupil's account from anywhere.
 */
package org.lanyard.session.pupil;
