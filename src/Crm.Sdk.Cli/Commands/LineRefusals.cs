using System.Globalization;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Tells of each line of a file that is refused, and remembers that there was one.</summary>
internal sealed class LineRefusals(CommandContext call, string path)
{
    private long _count;

    public bool Any => _count > 0;

    public void Add(long line, CrmException error) => Add(line, $"{error.Message} ({error.Code})");

    public void Add(long line, string why)
    {
        _count++;
        call.Output.Note(string.Create(CultureInfo.InvariantCulture, $"{path}, line {line}: {why}"));
    }
}
