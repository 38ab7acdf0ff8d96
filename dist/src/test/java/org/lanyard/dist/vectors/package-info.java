/**
 * The recorder of WebAuthn ceremonies: it needs a browser and none of the modules, and stands here because this module
 * alone has one in its tests.
 */
package org.lanyard.dist.vectors;
