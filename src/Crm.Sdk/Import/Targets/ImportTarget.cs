using Crm.Sdk.Customers;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>A kind that can be imported: its targets, how rows become drafts, and how drafts become records.</summary>
/// <remarks>Immutable and thread-safe. A new kind is a new class, listed in <see cref="All"/>.</remarks>
internal abstract class ImportTarget
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ImportTarget> All { get; } =
    [
        new CustomerTarget(),
        RelationTable.Target,
        OwnerTable.Target,
        ProductTable.Target,
        ProductRelationTable.Target,
        new OrderTarget(),
        new OrderLineTarget(),
        InteractionTable.Target,
        InvoiceTable.Target,
        PaymentTable.Target,
        WriteOffTable.Target,
        DisputeTable.Target,
        ContactPersonTable.Target,
        TaskTable.Target,
        NeedTable.Target,
        OwnedItemTable.Target,
        InvestmentTable.Target,
        RewardTable.Target,
        LossReasonTable.Target,
        LoyaltyEvidenceTable.Target,
        CreditEvidenceTable.Target,
    ];

    /// <summary>The kind's name for people, for example <c>orders</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The kind of the records.</summary>
    public abstract KindModel Kind { get; }

    /// <summary>The field that holds the external key.</summary>
    public abstract FieldId KeyField { get; }

    /// <summary>The targets' names; a target is known by its place here. The first is the key.</summary>
    public abstract IReadOnlyList<string> Targets { get; }

    /// <summary>Whether there are targets <c>attr.NAME</c> besides.</summary>
    public virtual bool HasAttributes => false;

    /// <summary>The place of the key among the targets.</summary>
    public const int Key = 0;

    /// <summary>The place of a target; -1 where there is none of that name.</summary>
    public int PlaceOf(string name)
    {
        for (int place = 0; place < Targets.Count; place++)
        {
            if (Targets[place] == name)
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>The greatest length of a key.</summary>
    public int MaxKeyLength => Kind.Field(KeyField).MaxLength ?? int.MaxValue;

    /// <summary>Whether drafts have <see cref="Draft.References"/>.</summary>
    public virtual bool HasReferences => false;

    /// <summary>The targets that name a record of this kind itself, with the target that says of which kind it is, or -1: such a record may stand behind the one that names it.</summary>
    public virtual IReadOnlyList<(int Target, int KindTarget)> OfOwnKind => [];

    /// <summary>Why a record that a run added stays when the run is taken back; null where it goes.</summary>
    public virtual string? Stays(object entity) => null;

    /// <summary>The records that a record names.</summary>
    public virtual IEnumerable<RecordRef> ReferencesOf(object entity) => [];

    /// <summary>Whether records that are not there are added.</summary>
    public virtual bool AddsRecords => true;

    /// <summary>What the columns lack, as a sentence, or null.</summary>
    public abstract string? Missing(ColumnMap map, ImportRequest request);

    /// <summary>Checks the options that this kind alone needs.</summary>
    /// <exception cref="CrmException">CRM3003: one is missing or wrong.</exception>
    public abstract void Check(ImportRequest request, ColumnMap map);

    /// <summary>What reads the rows of one import.</summary>
    public abstract RowParser Parser(Cells cells, ImportRequest request, AttributeCatalogue attributes);

    /// <summary>The customer whom a draft names by key, where that is not the draft's own record.</summary>
    public virtual string? CustomerOf(Draft draft) => null;

    /// <summary>The record that a draft asks for.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="existing">The record that the store holds under the key, or null.</param>
    /// <param name="customer">The id of the customer of <see cref="CustomerOf"/>.</param>
    /// <param name="references">The ids of <see cref="Draft.References"/>.</param>
    /// <returns>A new record, a changed copy, or one that equals <paramref name="existing"/>.</returns>
    /// <exception cref="RowRefusal">The draft breaks a rule that shows only now.</exception>
    /// <exception cref="CrmException">The record breaks a rule of its kind.</exception>
    public abstract object Apply(Draft draft, object? existing, CustomerId customer, ReferenceIds references);

    /// <summary>The kind with a name.</summary>
    /// <exception cref="CrmException">CRM3001: there is none.</exception>
    public static ImportTarget Named(string name) => All.FirstOrDefault(target => string.Equals(target.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new CrmException(
            ImportErrorCodes.UnknownKind,
            $"'{name}' is no kind to import or export; kinds are {string.Join(", ", All.Select(static target => target.Name))}.{NearNames.Hint(name, All.Select(static target => target.Name))}");
}
