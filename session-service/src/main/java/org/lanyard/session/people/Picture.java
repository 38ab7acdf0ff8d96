package org.lanyard.session.people;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The pictures that there are to choose from: all of our own drawing, told apart by shape as well as by colour. A pupil who
 * sees another's at the kiosk has the wrong card in the hand.
 *
 * <p>It is no secret and proves nothing. Names may be added; one that is taken away stands for no choice.
 */
public enum Picture {
    APPLE,
    BALLOON,
    BEAR,
    BEE,
    BOAT,
    CAR,
    CAT,
    FISH,
    FLOWER,
    FOX,
    FROG,
    LADYBIRD,
    MOON,
    OWL,
    PENGUIN,
    RABBIT,
    RAINBOW,
    ROCKET,
    SNAIL,
    STAR,
    SUN,
    TREE,
    UMBRELLA,
    WHALE;

    /** Its name in the store, in forms and answers, and of its file. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where the session service serves its drawing. */
    public String path() {
        return "/assets/pictures/" + code() + ".svg";
    }

    public static Optional<Picture> of(String code) {
        for (Picture picture : values()) {
            if (picture.code().equals(code)) {
                return Optional.of(picture);
            }
        }
        return Optional.empty();
    }

    /** The one that a person has who has chosen none: always the same. */
    public static Picture given(UUID person) {
        return values()[Math.floorMod(person.hashCode(), values().length)];
    }
}
