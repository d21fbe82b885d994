using System.Globalization;
using Crm.Sdk.Storage;

namespace Crm.Sdk.KillTarget.Verbs;

/// <summary>Says how far a migration is, on the thread that tells it.</summary>
internal sealed class ProgressLines : IProgress<MigrationProgress>
{
    public void Report(MigrationProgress value) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Number} of {value.Steps}: {value.Step} {value.Records}"));
}
