namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>The public surfaces that were last accepted, one text file an assembly, beside these tests: what a review sees of a change.</summary>
/// <param name="folder">Where the files lie.</param>
/// <param name="accepts">Whether a surface that differs becomes the accepted one.</param>
internal sealed class ApiSnapshot(string folder, bool accepts)
{
    /// <summary>The environment variable that accepts: <c>1</c>, or not set.</summary>
    public const string Variable = "CRM_ACCEPT_API";

    private const string Ending = ".txt";

    /// <summary>The names of the assemblies whose surface was accepted.</summary>
    public IEnumerable<string> Assemblies => Directory.EnumerateFiles(folder, "*" + Ending).Select(file => Path.GetFileName(file)[..^Ending.Length]).Order(StringComparer.Ordinal);

    /// <summary>What an assembly shows now compared with what was accepted; accepts it where that was asked for.</summary>
    /// <param name="assembly">Its name.</param>
    /// <param name="now">Its surface, as <see cref="ApiText"/> writes it.</param>
    /// <returns>What differs and what to do about it; null where nothing does.</returns>
    public string? Compare(string assembly, string now)
    {
        string file = Path.Combine(folder, assembly + Ending);
        string difference = ApiDiff.Between(File.Exists(file) ? File.ReadAllText(file) : string.Empty, now);
        if (difference.Length == 0 && File.Exists(file))
        {
            return null;
        }

        if (accepts)
        {
            File.WriteAllText(file, now);
            return null;
        }

        return $"""
            {assembly} shows its users something else than was accepted ('-' accepted, '+' now):
            {difference}
            Where this is meant, accept it, and commit {Path.GetFileName(folder)}/{assembly}{Ending}:
              {Variable}=1 dotnet test tests/Crm.Sdk.Architecture.Tests --filter ApiSnapshotTests
            Where it is not, the code changed its surface by mistake. A member that went away, or changed, breaks those who use it.
            """;
    }

    /// <summary>Whether the environment accepts surfaces.</summary>
    /// <param name="read">Reads a variable.</param>
    /// <exception cref="FormatException">The variable has another value than 1, or accepts on a build server, where nobody reviews.</exception>
    public static bool Accepts(Func<string, string?> read) => (read(Variable), read("CI")) switch
    {
        (null or "", _) => false,
        ("1", "true") => throw new FormatException($"{Variable} is for the machine of whoever changes a surface: with CI=true nothing is accepted."),
        ("1", _) => true,
        var (value, _) => throw new FormatException($"{Variable} is '1' or not set, not '{value}'."),
    };
}
