using Crm.Sdk.Conformance.Stores;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Storage;

public sealed class QueryEvaluatorTests
{
    private static readonly StoredRecord[] Population =
    [
        .. ConformanceGen.Parcel(default).Sample(150, new Rnd(7), 50)
            .Select(static parcel => parcel with { Id = RecordId.New() })
            .Select(static parcel => new StoredRecord(ConformanceModel.Parcel.Kind, parcel.Id, 1, parcel)),
    ];

    private static readonly Gen<StoreQuery> Queries =
        from condition in ConditionGen.Over(ConformanceModel.Parcel)
        from field in Gen.Elements(ConformanceModel.Parcel.Fields.Where(static field => field.Type != FieldType.Opaque))
        from ordered in Gen.Choose(0, 4)
        from down in FieldValueGen.Bools
        from limit in Gen.Choose(1, 40)
        select new StoreQuery(TenantId.Default, ConformanceModel.Parcel.Kind)
        {
            Where = condition,
            Order = ordered == 0 ? null : new RecordOrder(field.Id, down),
            Limit = limit,
        };

    [Fact]
    public void Walking_the_pages_gives_what_filtering_and_sorting_gives() => Law.Holds(
        Queries,
        query =>
        {
            StoredRecord[] expected = SortedAndFiltered(query);
            List<StoredRecord> walked = [];
            for (StoreQuery? next = query; next is not null;)
            {
                RecordPage page = QueryEvaluator.Page(next, ConformanceModel.Parcel, Population);
                Assert.Equal(expected.Skip(walked.Count).Take(query.Limit), page.Records);
                walked.AddRange(page.Records);
                Assert.Equal(walked.Count < expected.Length, page.Next is not null);
                next = page.Next is { } after ? query with { After = after } : null;
            }

            Assert.Equal(expected.Length, walked.Count);
            Assert.Equal(expected.Length, QueryEvaluator.Count(query, ConformanceModel.Parcel, Population));
        },
        tests: ScaledCount.Of(1_000));

    [Fact]
    public void A_cursor_of_a_record_that_is_gone_still_says_where_to_go_on()
    {
        var query = new StoreQuery(TenantId.Default, ConformanceModel.Parcel.Kind) { Order = new RecordOrder("grams", Descending: true), Limit = 10 };
        RecordPage first = QueryEvaluator.Page(query, ConformanceModel.Parcel, Population);
        StoredRecord[] without = [.. Population.Except([first.Records[^1]])];

        RecordPage second = QueryEvaluator.Page(query with { After = first.Next }, ConformanceModel.Parcel, without);

        Assert.Equal(SortedAndFiltered(query).Skip(10).Take(10), second.Records);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(StoreQuery.MaxLimit + 1)]
    public void A_page_that_is_too_small_or_too_great_is_refused(int limit) => AssertRefused(
        StorageErrorCodes.BadPage, new StoreQuery(TenantId.Default, ConformanceModel.Parcel.Kind) { Limit = limit });

    [Fact]
    public void What_the_kind_lacks_or_cannot_compare_is_refused()
    {
        var query = new StoreQuery(TenantId.Default, ConformanceModel.Parcel.Kind);
        AssertRefused(StorageErrorCodes.UnknownField, query with { Where = Condition.Not(Condition.Has("colour")) });
        AssertRefused(StorageErrorCodes.UnknownField, query with { Where = Condition.Any(Condition.Has("label")) });
        AssertRefused(StorageErrorCodes.UnknownField, query with { Order = new RecordOrder("label") });
        AssertRefused(StorageErrorCodes.UnknownField, query with { Where = Condition.Equal("grams", FieldValue.Of("5")) });
        AssertRefused(StorageErrorCodes.UnknownField, query with { Where = Condition.IsIn("due", FieldValue.Of(5)) });
        AssertRefused(StorageErrorCodes.UnknownField, query with { Where = Condition.StartsWith("grams", "5") });
        AssertRefused(StorageErrorCodes.UnknownField, query with { After = new PageCursor(FieldValue.Of(1), RecordId.New()) });
        AssertRefused(StorageErrorCodes.UnknownField, query with { Order = new RecordOrder("due"), After = new PageCursor(FieldValue.Of(1), RecordId.New()) });
        AssertRefused(ErrorCodes.BadText, query with { Where = Condition.Equal("remark", FieldValue.Of("a\0")) });
        AssertRefused(ErrorCodes.BadText, query with { Where = Condition.StartsWith("remark", "\uD83D") });
    }

    private static void AssertRefused(string code, StoreQuery query) =>
        Assert.Equal(code, Assert.Throws<CrmException>(() => QueryEvaluator.Page(query, ConformanceModel.Parcel, Population)).Code);

    private static StoredRecord[] SortedAndFiltered(StoreQuery query)
    {
        FieldValue Value(StoredRecord record) => query.Order is { } order ? ConformanceModel.Parcel.ValueOf(order.Field, record.Entity) : FieldValue.Null;
        IOrderedEnumerable<StoredRecord> ascending = Population
            .Where(record => ConditionEvaluator.Matches(query.Where, ConformanceModel.Parcel, record.Entity))
            .OrderBy(Value)
            .ThenBy(static record => record.Id);
        return query.Order is { Descending: true } ? [.. ascending.Reverse()] : [.. ascending];
    }
}
