namespace Crm.Sdk.Plugins.Tests.Infrastructure;

/// <summary>Native libraries to make copies of: those of the runtime that the tests run on.</summary>
internal static class NativeLibraries
{
    /// <summary>The path of one that has no state and can be loaded twice; null where it is not found.</summary>
    public static string? FindSmall()
    {
        string path = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.IO.Compression.Native.so");
        return OperatingSystem.IsLinux() && File.Exists(path) ? path : null;
    }
}
