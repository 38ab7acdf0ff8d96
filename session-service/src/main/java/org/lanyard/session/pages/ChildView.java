package org.lanyard.session.pages;

import java.util.Objects;
import org.lanyard.session.guardianship.Child;

/** A child that the reader of the page may see, and where it is at school. */
public record ChildView(Child child, Place place) {
    public ChildView {
        Objects.requireNonNull(child);
        Objects.requireNonNull(place);
    }
}
