package dev.filetrail.trail;

/**
 * With whose eyes an answer was seen. Defender shows a person only the device groups that the person may see, so an answer
 * that was got for one is never given to another.
 *
 * @param cloud where the tenant lives
 * @param tenant the tenant
 * @param identity the application, or the person
 */
record Perspective(String cloud, String tenant, String identity) {}
