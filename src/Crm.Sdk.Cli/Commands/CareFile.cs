using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Reads a definition that a file holds.</summary>
internal static class CareFile
{
    public static async Task<string> ReadAsync(string file, CancellationToken cancellationToken) => File.Exists(file)
        ? await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false)
        : throw new CallException($"FILE: there is no file '{file}'.");
}
