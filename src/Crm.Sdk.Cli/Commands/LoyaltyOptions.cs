using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Cli.Commands;

/// <summary>What several commands on programmes share.</summary>
internal static class LoyaltyOptions
{
    public static Option<string> Programme() => new("--programme") { Description = "The programme's code", DefaultValueFactory = static _ => LoyaltyProgramme.DefaultCode };

    /// <summary>Reads a programme from a file.</summary>
    public static async Task<LoyaltyProgramme> ReadAsync(string path, string option, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new CallException($"{option}: there is no file '{path}'.");
        }

        return LoyaltyProgrammes.Read(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
    }
}
