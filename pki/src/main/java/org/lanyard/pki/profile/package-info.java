/**
 * What a certificate of ours may look like: the closed list of profiles, the arc of object identifiers that marks them,
 * and the names that each takes.
 *
 * <p>A profile says what a key may do, never whose it is: no name of a person or a school enters here. This room reads
 * certificates and builds none.
 */
package org.lanyard.pki.profile;
