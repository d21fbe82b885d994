using System.Globalization;

namespace Crm.Sdk.Cli.Output;

/// <summary>Says how many were done, at once and on the caller's thread.</summary>
internal sealed class LineProgress(Action<string> say, string what) : IProgress<long>
{
    public void Report(long value) => say(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:N0}"));
}
