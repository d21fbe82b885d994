using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>Hours in which messages may go out, by a wall clock (CA-2).</summary>
public sealed class ContactHoursTests
{
    private static readonly DailyHours Day = new(new(9, 0), new(20, 0));
    private static readonly DailyHours Night = new(new(22, 0), new(6, 0));

    [Theory]
    [InlineData("2026-01-02T08:59:59Z", "2026-01-02T09:00:00Z")]
    [InlineData("2026-01-02T09:00:00Z", "2026-01-02T09:00:00Z")]
    [InlineData("2026-01-02T19:59:59Z", "2026-01-02T19:59:59Z")]
    [InlineData("2026-01-02T20:00:00Z", "2026-01-03T09:00:00Z")]
    public void CA_2_A_message_waits_for_the_hours_to_open(string now, string open) => Assert.Equal(At(open), ContactHours.NextOpen(At(now), DateTimeZone.Utc, [Day]));

    [Fact]
    public void CA_2_Hours_may_go_over_midnight_and_several_must_all_be_open()
    {
        Assert.Equal(At("2026-01-02T23:00:00Z"), ContactHours.NextOpen(At("2026-01-02T12:00:00Z"), DateTimeZone.Utc, [Night, new(new(23, 0), new(4, 0))]));
        Assert.Equal(At("2026-01-02T05:00:00Z"), ContactHours.NextOpen(At("2026-01-02T05:00:00Z"), DateTimeZone.Utc, [Night]));
        Assert.Null(ContactHours.NextOpen(At("2026-01-02T12:00:00Z"), DateTimeZone.Utc, [Night, Day]));
    }

    [Fact]
    public void CA_2_An_opening_in_an_hour_that_a_zone_skips_is_the_first_moment_after_it()
    {
        DateTimeZone berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"]; // 2026-03-29 02:00 becomes 03:00

        Assert.Equal(At("2026-03-29T01:30:00Z"), ContactHours.NextOpen(At("2026-03-29T00:30:00Z"), berlin, [new(new(2, 30), new(5, 0))]));
    }

    [Fact]
    public void CA_2_The_answer_is_open_and_not_before_and_nothing_earlier_is_open_in_any_zone() => Law.Holds(
        Gen.Elements("Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC", "Asia/Kathmandu"),
        Gen.Choose(0, 40 * 365 * 24 * 4),
        Gen.Choose(0, 47).Zip(Gen.Choose(0, 47)).ListOf(2),
        (zoneId, quarters, written) =>
        {
            DateTimeZone zone = DateTimeZoneProviders.Tzdb[zoneId];
            DailyHours[] hours = [.. written.Select(static pair => new DailyHours(new LocalTime(pair.Item1 / 2, pair.Item1 % 2 * 30), new LocalTime(pair.Item2 / 2, pair.Item2 % 2 * 30)))];
            Instant from = Instant.FromUtc(2000, 1, 1, 0, 0) + Duration.FromMinutes(15L * quarters);

            Instant? open = ContactHours.NextOpen(from, zone, hours);

            Instant last = open ?? from + Duration.FromDays(2);
            for (Instant at = from; at < last; at += Duration.FromMinutes(15))
            {
                Assert.False(IsOpen(at), $"{at} is open and {open} was answered");
            }

            Assert.True(open is null || (open >= from && IsOpen(open.Value)));

            bool IsOpen(Instant at) => hours.All(each => each.Contains(at.InZone(zone).TimeOfDay));
        });

    private static Instant At(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;
}
