using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Random operations. Few records, keys and tenants, so that they meet.</summary>
internal sealed class OperationGen
{
    private const int Slots = 20;

    private static readonly KindModel[] Kinds = [ConformanceModel.Parcel, ConformanceModel.Parcel, ConformanceModel.Memo, ConformanceModel.Memo, CustomerModel.Kind, OrderModel.Kind];
    private static readonly TenantId[] Tenants = [StoreLawRun.Tenant, StoreLawRun.Tenant, StoreLawRun.OtherTenant];

    // First and last bytes grow against each other: any other order of ids than the big-endian one shows in every page.
    private static readonly RecordId[] Ids =
    [
        .. Enumerable.Range(0, Slots).Select(static slot => new RecordId(new Guid(
            [(byte)(slot * 37), (byte)(255 - (slot * 11)), 0, (byte)slot, 1, (byte)(255 - slot), 0x70, (byte)(slot * 13), 0x80, 0, (byte)(slot * 91), 0, 0, 0, 0, (byte)(255 - slot)],
            bigEndian: true))),
    ];

    private readonly StoreDescriptor _descriptor;

    public OperationGen(StoreDescriptor descriptor)
    {
        _descriptor = descriptor;
        Gen<StoreOperation> commit = Commit.Select(static commit => (StoreOperation)commit);
        Gen<StoreOperation> repeat =
            from back in Gen.Choose(1, 6)
            from same in FieldValueGen.Bools
            from other in Commit
            select (StoreOperation)new StoreOperation.Repeat(back, same ? null : other);
        Gen<StoreOperation> find =
            from tenant in Gen.Elements(Tenants)
            from kind in Gen.Elements(Kinds)
            from slots in Gen.Choose(0, 6).SelectMany(static count => Gen.Choose(0, Slots - 1).ArrayOf(count))
            select (StoreOperation)new StoreOperation.Find(tenant, kind, slots.ToValueList());
        Gen<StoreOperation> query = Query(Gen.Choose(1, 9)).Select(static asked => (StoreOperation)new StoreOperation.Query(asked));
        Gen<StoreOperation> columns =
            from asked in Query(Gen.Constant(1))
            from fields in Gen.SubListOf(ConformanceModel.Catalogue[asked.Kind].Fields.Where(static field => field.Type != FieldType.Opaque).Select(static field => field.Id))
            select (StoreOperation)new StoreOperation.Columns(asked with { Order = null }, ["id", .. fields]);
        Any = Gen.Frequency((50, commit), (8, repeat), (10, find), (25, query), (4, columns), (1, Gen.Constant<StoreOperation>(new StoreOperation.Reopen())));
    }

    public Gen<StoreOperation> Any { get; }

    public static RecordId IdOf(int slot) => Ids[slot];

    private static Gen<StoreOperation.Commit> Commit { get; } =
        from tenant in Gen.Elements(Tenants)
        from records in Gen.Frequency((6, Gen.Choose(1, 3)), (1, Gen.Choose(0, 8))).SelectMany(static count => Intent.ArrayOf(count))
        select new StoreOperation.Commit(tenant, records.DistinctBy(static intent => (intent.Kind, intent.Slot)).ToValueList());

    private static Gen<RecordIntent> Intent { get; } =
        from kind in Gen.Elements(Kinds)
        from slot in Gen.Choose(0, Slots - 1)
        from verb in Gen.Frequency((7, Gen.Constant(IntentVerb.Write)), (2, Gen.Constant(IntentVerb.Delete)), (1, Gen.Constant(IntentVerb.Check)))
        from expected in Gen.Frequency(
            (30, Gen.Constant(ExpectedVersion.Current)), (1, Gen.Constant(ExpectedVersion.Absent)), (1, Gen.Constant(ExpectedVersion.OneBehind)), (1, Gen.Constant(ExpectedVersion.OneAhead)))
        from entity in Entity(kind, Ids[slot])
        from releases in Gen.Choose(0, 9)
        select new RecordIntent(verb, kind, slot, expected, entity, releases == 0);

    private static Gen<object> Entity(KindModel kind, RecordId id) => kind.Kind.Name switch
    {
        "customer" => CustomerGen.Any((CustomerId)id, ConformanceGen.Key).Select(static customer => (object)customer),
        "order" => OrderGen.Any((OrderId)id, keys: ConformanceGen.Key).Select(static order => (object)order),
        "conformance.memo" => ConformanceGen.Memo(id).Select(static memo => (object)memo),
        _ => ConformanceGen.Parcel(id).Select(static parcel => (object)parcel),
    };

    private Gen<StoreQuery> Query(Gen<int> limits) =>
        from tenant in Gen.Elements(Tenants)
        from kind in Gen.Elements(Kinds)
        from condition in Gen.Frequency((1, Gen.Constant(Condition.Everything)), (3, ConditionGen.Over(kind, NamedFields.AreIndexedOnly(kind, _descriptor))))
        from field in Gen.Elements(NamedFields.Of(kind, _descriptor))
        from ordered in Gen.Choose(0, 3)
        from down in FieldValueGen.Bools
        from limit in limits
        select new StoreQuery(tenant, kind.Kind)
        {
            Where = ConditionNormalizer.Normalize(condition),
            Order = ordered == 0 ? null : new RecordOrder(field.Id, down),
            Limit = limit,
        };
}
