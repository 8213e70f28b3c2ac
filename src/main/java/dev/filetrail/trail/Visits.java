package dev.filetrail.trail;

/** Who is at a door at this moment. Told by whoever guards the doors. */
public interface Visits {

    /**
     * The visit that the current request is.
     *
     * @param door which door
     * @return who asks; nobody gets here unguarded
     */
    Visit at(String door);

    /** @return whose request the current one is */
    Caller caller();
}
