namespace Crm.Sdk.TestSupport;

/// <summary>The public data sets and fixtures in <c>tests/data</c>, each folder with a README that says where it comes from.</summary>
public static class TestData
{
    /// <summary>The full path of a file or folder, such as <c>Path("cdnow", "cdnow_master.txt")</c>.</summary>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    public static string Path(params ReadOnlySpan<string> parts)
    {
        string path = RepositoryFolder.PathOf(["tests", "data", .. parts]);
        return File.Exists(path) || Directory.Exists(path)
            ? path
            : throw new FileNotFoundException($"tests/data holds no '{string.Join('/', parts!)}'.", path);
    }
}
