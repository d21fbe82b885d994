namespace Crm.Sdk.Storage.Sqlite;

/// <summary>What is known of versions of the SQLite library.</summary>
internal static class SqliteVersions
{
    /// <summary>Whether a version has the WAL-reset race: 3.7.0 to 3.51.2, mended in 3.51.3 and in 3.50.7.</summary>
    public static bool HasWalResetRace(string version)
    {
        var parsed = Version.Parse(version);
        return parsed >= new Version(3, 7, 0) && parsed < new Version(3, 51, 3) && !(parsed.Major == 3 && parsed.Minor == 50 && parsed.Build >= 7);
    }

    public static string WalResetWarning(string version) =>
        $"SQLite {version} has the WAL-reset race, mended in 3.51.3: two connections that write and checkpoint one file at the same moment can damage it. This store has one such connection; let no other program write the file.";
}
