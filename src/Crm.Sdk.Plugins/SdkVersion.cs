using System.Reflection;
using NuGet.Versioning;

namespace Crm.Sdk.Plugins;

/// <summary>The version of the SDK that this host runs: that of its <c>Crm.Sdk.Abstractions</c>.</summary>
internal static class SdkVersion
{
    public const string AbstractionsName = "Crm.Sdk.Abstractions";

    public static Assembly Abstractions => typeof(ICrmPlugin).Assembly;

    public static NuGetVersion Current { get; } = Read();

    private static NuGetVersion Read()
    {
        string? text = Abstractions.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return NuGetVersion.TryParse(text, out NuGetVersion? version) ? version : new NuGetVersion(Abstractions.GetName().Version!);
    }
}
