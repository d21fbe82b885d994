using System.Runtime.InteropServices;

namespace Crm.Sdk.TestSupport;

/// <summary>The source tree that the running tests were built from, found upwards from their assembly.</summary>
public static class RepositoryFolder
{
    private const string Marker = "Crm.Sdk.sln";
    private static readonly Lazy<string> LazyRoot = new(Find);

    /// <summary>The full path of the folder with the solution.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests were copied out of the tree.</exception>
    public static string Root => LazyRoot.Value;

    /// <summary><c>Debug</c> or <c>Release</c>: the configuration that the running tests were built in.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "Debug";

    /// <summary>The full path of a file or folder of the tree; it need not exist.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The assembly that a project of the tree was built to, in the configuration of the running tests.</summary>
    /// <param name="projectFolder">Relative to <see cref="Root"/>, such as <c>tests/Crm.Sdk.KillTarget</c>.</param>
    /// <param name="assemblyName">Without <c>.dll</c>; the name of the folder when null.</param>
    /// <exception cref="FileNotFoundException">The project is not built.</exception>
    public static string BuiltAssembly(string projectFolder, string? assemblyName = null)
    {
        string framework = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        string path = PathOf(projectFolder, "bin", Configuration, framework, (assemblyName ?? Path.GetFileName(projectFolder)) + ".dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{projectFolder} is not built in configuration {Configuration} ({RuntimeInformation.FrameworkDescription}): build the solution, or reference the project from the test project with ReferenceOutputAssembly=\"false\".", path);
    }

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds {Marker}: these tests run inside the source tree.");
    }
}
