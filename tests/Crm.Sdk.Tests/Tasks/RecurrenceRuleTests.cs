using Crm.Sdk.Tasks;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Tasks;

public sealed class RecurrenceRuleTests
{
    private static readonly Gen<string> Rules =
        from frequency in Gen.Elements("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
        from interval in Gen.Elements(string.Empty, ";INTERVAL=1", ";INTERVAL=12")
        from end in Gen.Elements(string.Empty, ";COUNT=1", ";COUNT=10000", ";UNTIL=20261231", ";UNTIL=20260102T030405Z")
        from days in Gen.Elements(string.Empty, ";BYDAY=MO", ";BYDAY=TU,WE,TH,FR,SA,SU", frequency is "MONTHLY" or "YEARLY" ? ";BYDAY=-1FR,+2MO" : ";BYDAY=SU")
        from monthDays in Gen.Elements(string.Empty, frequency == "WEEKLY" ? string.Empty : ";BYMONTHDAY=1,-1,31")
        select $"FREQ={frequency}{monthDays}{end}{days}{interval}";

    [Fact]
    public void SA_11_A_rule_that_is_written_is_read_as_the_same_rule() => Law.Holds(
        Rules,
        static text =>
        {
            RecurrenceRule rule = RecurrenceRule.Parse(text);
            Assert.Equal(rule, RecurrenceRule.Parse(rule.ToString()));
            Assert.Equal(rule.ToString(), RecurrenceRule.Parse($" rrule:{text.ToLowerInvariant()} ").ToString());
        },
        tests: ScaledCount.Of(2_000));

    [Fact]
    public void The_parts_of_a_rule_are_read()
    {
        RecurrenceRule rule = RecurrenceRule.Parse("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR,MO;BYMONTHDAY=1,-1;UNTIL=20261231");

        Assert.Equal(RecurrenceFrequency.Monthly, rule.Frequency);
        Assert.Equal(3, rule.Interval);
        Assert.Equal([new RecurrenceDay(IsoDayOfWeek.Friday, -1), new RecurrenceDay(IsoDayOfWeek.Monday)], rule.Days);
        Assert.Equal([1, -1], rule.MonthDays);
        Assert.Equal(new LocalDate(2026, 12, 31), rule.UntilDate);
        Assert.Equal(Instant.FromUtc(2026, 1, 2, 3, 4, 5), RecurrenceRule.Parse("FREQ=DAILY;UNTIL=20260102T030405Z").Until);
        Assert.Equal("FREQ=WEEKLY;BYDAY=MO,FR;COUNT=4", RecurrenceRule.Parse("COUNT=4;FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,FR").ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("INTERVAL=2")]
    [InlineData("FREQ=HOURLY")]
    [InlineData("FREQ=0")]
    [InlineData("FREQ=DAILY;")]
    [InlineData("FREQ=DAILY;FREQ=DAILY")]
    [InlineData("FREQ=DAILY;INTERVAL=0")]
    [InlineData("FREQ=DAILY;COUNT=0")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20261231")]
    [InlineData("FREQ=DAILY;UNTIL=20261331")]
    [InlineData("FREQ=DAILY;UNTIL=20260102T030405")]
    [InlineData("FREQ=WEEKLY;BYDAY=1MO")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO")]
    [InlineData("FREQ=MONTHLY;BYDAY=0MO")]
    [InlineData("FREQ=MONTHLY;BYDAY=XX")]
    [InlineData("FREQ=YEARLY;BYDAY=54MO")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32")]
    [InlineData("FREQ=MONTHLY;BYSETPOS=1")]
    public void A_rule_that_would_plan_other_days_than_it_says_is_refused(string text) =>
        Assert.Equal(ErrorCodes.BadValue, Assert.Throws<CrmException>(() => RecurrenceRule.Parse(text)).Code);
}
