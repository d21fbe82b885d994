using Crm.Sdk.TestSupport;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Waits for a migration to come so far, counted in what it says: a busy machine moves no kill.</summary>
public static class ProgressKill
{
    /// <summary>Reads lines; fewer where the process ends first.</summary>
    public static async Task WaitAsync(Child migration, int lines)
    {
        while (lines-- > 0 && await migration.ReadLineAsync() is not null)
        {
        }
    }
}
