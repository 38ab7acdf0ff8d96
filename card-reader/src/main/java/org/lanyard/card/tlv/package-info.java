/**
 * The room of BER-TLV (ISO/IEC 7816-4 §5.2.2 on ISO/IEC 8825-1): reading and writing.
 *
 * <p>Rule: definite lengths alone, in their shortest form unless a policy says otherwise; every size bounded; bytes left
 * over refused. Nothing is thrown but {@link org.lanyard.card.apdu.CardException}. What a tag means is others' business.
 */
package org.lanyard.card.tlv;
