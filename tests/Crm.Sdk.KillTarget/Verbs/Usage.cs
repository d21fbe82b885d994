namespace Crm.Sdk.KillTarget.Verbs;

internal static class Usage
{
    public static async Task<int> PrintAsync()
    {
        await Console.Error.WriteLineAsync("""
            A program to be killed. It works on an SQLite store through the public API and says on standard output what it did.

              write DATABASE [PAUSE]   commits without end, from six tasks, until a line comes in or it is killed
              migrate DATABASE         brings a store of the old test model up to the new one
              steps DATABASE           runs the data step of a store over the relational base
              hold DATABASE            keeps the right to write until a line comes in
              clock DATABASE AHEAD     asks the clock of a machine that is ahead, commits, and waits
              points DATABASE LIFE     posts points without end, from four tasks, until it is killed
              schedule DATABASE ORIGIN runs an hourly schedule by a clock on which a second is an hour, from a Unix time in ms on; DATABASE may be a connection of PostgreSQL
              fixture DATABASE         writes the store of tests/data anew, as this release writes it
            """);
        return 2;
    }
}
