using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>What one page of a run that is taken back comes to.</summary>
internal sealed class UndoPage(CommitStamp stamp)
{
    public CommitStamp Stamp => stamp;

    public List<RecordWrite> Writes { get; } = [];

    public List<RecordDelete> Deletes { get; } = [];

    public List<KeyClaim> Releases { get; } = [];

    public List<KeyClaim> Claims { get; } = [];

    public List<KeptRecord> Kept { get; } = [];

    public int Reverted { get; set; }

    public bool IsEmpty => Writes.Count + Deletes.Count + Kept.Count == 0;
}
