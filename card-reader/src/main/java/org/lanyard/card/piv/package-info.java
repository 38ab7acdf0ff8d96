/**
 * The room of the PIV card application (NIST SP 800-73-5 parts 1 and 2): its commands and its data objects.
 *
 * <p>Rule: a {@link org.lanyard.card.apdu.Transport} comes in, checked values go out. What a card says is parsed
 * strictly and is never believed for more than it is: a CHUID or a certificate that was read proves nothing until the
 * card has signed. This room knows no reader, no kiosk and no service.
 */
package org.lanyard.card.piv;
