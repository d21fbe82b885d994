using Crm.Sdk.Tasks;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Tests.Sessions;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Crm.Sdk.Tests.Tasks;

public sealed class CalendarExportTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Instant Nine = Instant.FromUtc(2026, 1, 5, 8, 0); // 9:00 in Berlin

    [Fact]
    public async Task SA_11_An_appointment_is_an_event_in_UTC_with_a_stable_UID_and_its_reminder()
    {
        CrmTask visit = CrmTask.Of("li", "Visit; Acme, \\ \"北京\"") with { Start = Nine, End = Nine + Duration.FromHours(1), Reminder = Duration.FromMinutes(15), Notes = "one\ntwo", Type = TaskTypes.Visit, Priority = 1 };
        CalendarReader calendar = await ExportAsync(new CalendarRequest(), visit);

        CalendarPart file = calendar.Parts[0], part = Assert.Single(calendar.Of("VEVENT"));
        Assert.Equal(("2.0", "-//Crm.Sdk//Tasks//EN", "GREGORIAN"), (file["VERSION"], file["PRODID"], file["CALSCALE"]));
        Assert.Equal((visit.Id.ToString(), "20260105T080000Z", "20260105T090000Z", "20260102T030400Z"), (part["UID"], part["DTSTART"], part["DTEND"], part["DTSTAMP"]));
        Assert.Equal("Visit\\; Acme\\, \\\\ \"北京\"", part["SUMMARY"]);
        Assert.Equal(("one\\ntwo", "visit", "1", "CONFIRMED"), (part["DESCRIPTION"], part["CATEGORIES"], part["PRIORITY"], part["STATUS"]));
        CalendarPart alarm = Assert.Single(part.Parts);
        Assert.Equal(("VALARM", "DISPLAY", "-PT900S", part["SUMMARY"]), (alarm.Name, alarm["ACTION"], alarm["TRIGGER"], alarm["DESCRIPTION"]));
        Assert.Empty(calendar.Of("VTIMEZONE"));
    }

    [Fact]
    public async Task SA_11_A_task_is_a_to_do_due_at_a_moment_or_on_a_day_and_closed_ones_come_when_asked_for()
    {
        CrmTask moment = CrmTask.Of("li", "Moment") with { Due = Nine, Key = "abc@calendar", Reminder = Duration.FromDays(2) }, day = CrmTask.Of("li", "Day") with { DueOn = new LocalDate(2026, 1, 5) };
        CrmTask done = CrmTask.Of("li", "Done") with { State = TaskState.Done, ClosedAt = Nine }, cancelled = CrmTask.Of("li", "Not") with { State = TaskState.Cancelled, ClosedAt = Nine }, other = CrmTask.Of("wang", "Other");
        CalendarReader open = await ExportAsync(new CalendarRequest { Owner = "li" }, moment, day, done, cancelled, other);
        CalendarReader all = await ExportAsync(new CalendarRequest { IncludesClosed = true }, moment, day, done, cancelled, other);

        CalendarPart[] toDos = [.. open.Of("VTODO")];
        Assert.Equal(2, toDos.Length);
        Assert.Equal(("abc@calendar", "20260105T080000Z", "NEEDS-ACTION"), (toDos[0]["UID"], toDos[0]["DUE"], toDos[0]["STATUS"]));
        Assert.Equal("-P2D", Assert.Single(toDos[0].Parts)["TRIGGER;RELATED=END"]);
        Assert.Equal("20260105", toDos[1]["DUE;VALUE=DATE"]);
        Assert.Equal(
            [("Moment", "NEEDS-ACTION", null), ("Day", "NEEDS-ACTION", null), ("Done", "COMPLETED", "20260105T080000Z"), ("Not", "CANCELLED", null), ("Other", "NEEDS-ACTION", null)],
            all.Of("VTODO").Select(static part => (part["SUMMARY"], part["STATUS"], part["COMPLETED"])));
    }

    [Fact]
    public async Task SA_11_A_series_is_its_rule_in_its_zone_and_the_times_that_are_recorded()
    {
        CrmTask first = CrmTask.Of("li", "Weekly") with
        {
            Start = Nine, End = Nine + Duration.FromMinutes(90), Zone = "Europe/Berlin", Recurrence = RecurrenceRule.Parse("FREQ=WEEKLY;UNTIL=20260501"), State = TaskState.Done, ClosedAt = Nine,
        };
        CrmTask second = TaskSeries.Next(first, first)! with { Start = Nine + Duration.FromDays(8), End = Nine + Duration.FromDays(8) + Duration.FromMinutes(90) };
        CalendarReader calendar = await ExportAsync(new CalendarRequest(), first, second);

        CalendarPart[] events = [.. calendar.Of("VEVENT")];
        Assert.Equal(2, events.Length);
        Assert.All(events, part => Assert.Equal(first.Id.ToString(), part["UID"]));
        Assert.Equal(("20260105T090000", "PT5400S", "FREQ=WEEKLY;UNTIL=20260501T215959Z"), (events[0]["DTSTART;TZID=Europe/Berlin"], events[0]["DURATION"], events[0]["RRULE"]));
        Assert.Equal(("20260112T090000", "20260113T080000Z", null), (events[1]["RECURRENCE-ID;TZID=Europe/Berlin"], events[1]["DTSTART"], events[1]["RRULE"]));
        CalendarPart zone = Assert.Single(calendar.Of("VTIMEZONE"));
        Assert.Equal("Europe/Berlin", zone["TZID"]);
    }

    [Fact]
    public async Task SA_11_A_series_of_days_has_dates_and_one_in_UTC_needs_no_zone()
    {
        CrmTask days = CrmTask.Of("li", "Days") with { DueOn = new LocalDate(2026, 1, 5), Zone = "Europe/Berlin", Recurrence = RecurrenceRule.Parse("FREQ=DAILY;UNTIL=20260501T233000Z"), Reminder = Duration.Zero };
        CrmTask utc = CrmTask.Of("li", "Utc") with { Due = Nine, Zone = "Etc/UTC", Recurrence = RecurrenceRule.Parse("FREQ=DAILY;COUNT=3") };
        CalendarPart[] toDos = [.. (await ExportAsync(new CalendarRequest(), days, utc)).Of("VTODO")];

        Assert.Equal(("20260105", "FREQ=DAILY;UNTIL=20260502"), (toDos[0]["DTSTART;VALUE=DATE"], toDos[0]["RRULE"])); // half past eleven in UTC is the next day in Berlin
        Assert.Equal(("20260105", "20260105"), (toDos[1]["RECURRENCE-ID;VALUE=DATE"], toDos[1]["DUE;VALUE=DATE"]));
        Assert.Equal(("20260105T080000Z", "FREQ=DAILY;COUNT=3"), (toDos[2]["DTSTART"], toDos[2]["RRULE"]));
        Assert.Equal(("20260105T080000Z", "20260105T080000Z"), (toDos[3]["RECURRENCE-ID"], toDos[3]["DUE"]));
        Assert.Equal("PT0S", toDos[0].Parts[0]["TRIGGER"]);
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Santiago")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Shanghai")]
    public async Task SA_11_The_zone_in_the_file_gives_the_offset_of_the_database_at_every_hour(string id)
    {
        CrmTask first = CrmTask.Of("li", "Weekly") with { Start = Nine, Zone = id, Recurrence = RecurrenceRule.Parse("FREQ=WEEKLY") };
        CalendarPart zone = Assert.Single((await ExportAsync(new CalendarRequest(), first)).Of("VTIMEZONE"));
        (Instant At, Offset To)[] changes = [.. zone.Parts.SelectMany(Changes).OrderBy(static change => change.At)];

        DateTimeZone expected = DateTimeZoneProviders.Tzdb[id];
        int next = 0;
        for (Instant at = Instant.FromUtc(1970, 1, 2, 0, 0); at < Instant.FromUtc(2046, 1, 1, 0, 0); at += Duration.FromHours(1))
        {
            while (next < changes.Length && changes[next].At <= at)
            {
                next++;
            }

            Assert.True(expected.GetUtcOffset(at) == changes[next - 1].To, $"{id} at {at}: {changes[next - 1].To}");
        }
    }

    [Fact]
    public async Task SA_11_Any_title_and_notes_come_back_from_the_file() => await Law.HoldsAsync(
        Gen.Elements("a", " ", ";", ",", "\\", "\n", ":", "\"", "é", "北", "𠀋", "👩‍👩‍👧", "\t", "long text without end ").ListOf(),
        static async pieces =>
        {
            CrmTask task = CrmTask.Of("li", "x") with
            {
                Title = "x" + string.Concat(pieces.Where(static piece => piece is not ("\n" or "\t")).Take(12)), // at most 300 characters
                Notes = pieces.Count == 0 ? null : string.Concat(pieces),
            };
            CalendarPart part = Assert.Single((await ExportAsync(new CalendarRequest(), task)).Of("VTODO"));
            Assert.Equal(task.Title, CalendarReader.Unescape(part["SUMMARY"]!));
            Assert.Equal(task.Notes, part["DESCRIPTION"] is { } notes ? CalendarReader.Unescape(notes) : null);
        },
        tests: ScaledCount.Of(500, 100));

    private static IEnumerable<(Instant At, Offset To)> Changes(CalendarPart observance)
    {
        LocalDateTimePattern local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
        OffsetPattern offset = OffsetPattern.CreateWithInvariantCulture("+HHmm");
        Offset from = offset.Parse(observance["TZOFFSETFROM"]!).Value, to = offset.Parse(observance["TZOFFSETTO"]!).Value;
        return observance.Lines.Where(static line => line.Name is "DTSTART" or "RDATE").Select(line => (local.Parse(line.Value).Value.WithOffset(from).ToInstant(), to));
    }

    private static async Task<CalendarReader> ExportAsync(CalendarRequest request, params CrmTask[] tasks)
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        Array.ForEach(tasks, session.Add);
        await session.CommitAsync(None);
        using var output = new MemoryStream();
        CalendarReport report = await new CalendarExport(crm.Crm, crm.Clock).ExportAsync(SessionFixture.Ada, request, output, None);
        var calendar = CalendarReader.Read(output.ToArray());
        Assert.Equal(calendar.Of("VEVENT").Count() + calendar.Of("VTODO").Count(), report.Events + report.ToDos + report.Series);
        return calendar;
    }
}
