using Crm.Sdk.Storage;

namespace Crm.Sdk.Notifications;

/// <summary>What the gate says of some messages, and what must still be so in the commit that marks those that may be sent.</summary>
/// <param name="Verdicts">One for each message, in order.</param>
/// <param name="Writes">Records that change with the mark: places taken under caps.</param>
/// <param name="Checks">Records that were only read and on which the verdicts rely.</param>
internal sealed record GateAnswer(IReadOnlyList<SendVerdict> Verdicts, IReadOnlyList<RecordWrite> Writes, IReadOnlyList<VersionCheck> Checks)
{
    public static GateAnswer Of(IEnumerable<SendVerdict> verdicts) => new([.. verdicts], [], []);
}
