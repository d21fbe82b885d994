using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>Loyalty measured over the reference store.</summary>
internal sealed class LoyaltyDesk
{
    public static readonly AsOf June = AsOf.EndOf(LoyaltyDraws.Day, DateTimeZone.Utc);

    private readonly object[] _plugins;

    private LoyaltyDesk(SessionFixture core, object[] plugins) => (Core, _plugins) = (core, plugins);

    public SessionFixture Core { get; }

    public LoyaltyMeasuring Measuring => With(new LoyaltyMeasureSettings());

    public static async Task<LoyaltyDesk> OpenAsync(object[] records, params object[] plugins)
    {
        var desk = new LoyaltyDesk(await SessionFixture.StartAsync(), plugins);
        await desk.AddAsync(records);
        return desk;
    }

    public LoyaltyMeasuring With(LoyaltyMeasureSettings settings) =>
        new(Core.Crm, Core.Store, new CustomerIdentity(Core.Store, SessionFixture.Model), new FixedExtensions(_plugins), settings, TimeProvider.System);

    public async Task AddAsync(params object[] records)
    {
        await using ICrmSession session = Core.Crm.OpenSession(SessionFixture.Ada);
        foreach (object record in records)
        {
            session.Add((dynamic)record);
        }

        await session.CommitAsync(default);
    }

    public async Task<FiledLoyalty> AssessAsync(CustomerId customer, AsOf? asOf = null, LoyaltyMeasuring? by = null)
    {
        await using ICrmSession session = Core.Crm.OpenSession(SessionFixture.Ada);
        FiledLoyalty filed = await (by ?? Measuring).AssessAsync(session, customer, asOf ?? June, default);
        await session.CommitAsync(default);
        return filed;
    }

    public static Instant Noon(int daysAgo) => LoyaltyDraws.Day.PlusDays(-daysAgo).AtMidnight().InUtc().ToInstant() + Duration.FromHours(12);

    public static LoyaltyEvidence Answer(CustomerId customer, string indicator, double likert7, int daysAgo = 0) =>
        LoyaltyEvidence.Of(customer, indicator, AnswerScales.Likert7, likert7, LoyaltyDraws.Day.PlusDays(-daysAgo));
}
