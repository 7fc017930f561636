/** The components that have a hand-written twin in `twins/`: hot in lists, same options, and held to all of the component's own fixtures. */
export const twins: readonly string[] = []
