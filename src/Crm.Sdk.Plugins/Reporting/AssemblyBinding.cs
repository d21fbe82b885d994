namespace Crm.Sdk.Plugins;

/// <summary>One answer to the question which assembly a plugin got, and why.</summary>
/// <param name="Name">The simple name of the assembly or native library.</param>
/// <param name="Requested">The version that was asked for; null where none was named.</param>
/// <param name="Given">The version that was given; null where it is not known or nothing was given.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Path">The file; null where it is not from a file or is missing.</param>
/// <param name="RequestedBy">The simple names of the plugin's assemblies that reference it, ordered.</param>
/// <param name="Reason">Why this one, in a few words.</param>
public sealed record AssemblyBinding(
    string Name, string? Requested, string? Given, AssemblySource Source, string? Path, ValueList<string> RequestedBy, string Reason);
