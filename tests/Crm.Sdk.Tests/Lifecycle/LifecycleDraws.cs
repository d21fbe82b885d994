using Crm.Sdk.Lifecycle;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Crm.Sdk.Tests.Lifecycle;

/// <summary>Lifecycles and facts of two and a half years, drawn at random.</summary>
internal static class LifecycleDraws
{
    private const int Hours = 900 * 24;

    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    public static readonly Instant Start = Instant.FromUtc(2024, 1, 15, 20, 0);
    public static readonly Instant End = Start + Duration.FromHours(Hours);

    /// <summary>The standard one, and one with a stage and facts of a plugin, an upper edge and a stage that ages.</summary>
    public static readonly Gen<LifecycleDefinition> Definition = Gen.Elements(LifecycleDefinitions.Standard, LifecycleDefinitions.Standard.With([new TrialStages()]));

    public static readonly Gen<LifecycleFact[]> Facts = Gen.Choose(0, 30).SelectMany(static count => (
        from hour in Gen.Frequency((4, Gen.Choose(0, Hours)), (1, Gen.Choose(0, 100)))
        from type in Gen.Frequency((5, Gen.Constant(LifecycleFactTypes.Purchase)), (1, Gen.Constant(LifecycleFactTypes.Inquiry)), (1, Gen.Constant(TrialStages.Trial)))
        from record in Gen.Choose(1, 5)
        select new LifecycleFact(type, Start + Duration.FromHours(hour), new RecordRef(OrderModel.Kind.Kind, new RecordId(new Guid(record, 0, 0, new byte[8]))))).ArrayOf(count));

    public static readonly Gen<Instant?> Known = Gen.Frequency<Instant?>((1, Gen.Constant<Instant?>(null)), (3, Gen.Choose(0, Hours).Select(static hour => (Instant?)(Start + Duration.FromHours(hour)))));

    public static readonly Gen<(LifecycleDefinition Definition, Instant? Known, LifecycleFact[] Facts)> Life =
        from definition in Definition from known in Known from facts in Facts select (definition, known, facts);

    public static readonly Gen<Instant> Moment = Gen.Choose(0, Hours).Select(static hour => Start + Duration.FromHours(hour));

    public static LifecycleHistory? Walk((LifecycleDefinition Definition, Instant? Known, LifecycleFact[] Facts) life, Instant? upTo = null) =>
        new LifecycleWalk(life.Definition, Zone).Of(life.Known, life.Facts, upTo ?? End);
}
