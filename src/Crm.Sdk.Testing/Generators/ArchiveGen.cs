using FsCheck;
using FsCheck.Fluent;

namespace Crm.Sdk.Testing;

/// <summary>Random archives for FsCheck: customers and all that is kept of them, where each record names records of the same archive.</summary>
/// <remarks>
/// All of it can be stored, and written to a file and read back: texts are in several scripts, with quotes, separators, line ends and what a spreadsheet takes for a formula, but have no blanks at their
/// ends. Thread-safe.
/// </remarks>
public static class ArchiveGen
{
    /// <summary>The records of an archive, each before those that name it.</summary>
    /// <param name="atMost">How many records of each kind there are at most; 1 or more.</param>
    public static Gen<ValueList<object>> Any(int atMost = 6)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 1);
        return from seed in Gen.Choose(0, int.MaxValue)
               from size in Gen.Choose(1, atMost)
               select new ArchiveDraw(seed, size).Records();
    }
}
