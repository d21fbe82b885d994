using System.Text;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Storage;

public sealed class CanonicalTextTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        TextGen.Canonical(),
        ArbMap.Default.GeneratorFor<string>().Where(static text => text is not null),
        Gen.Choose(0, 0xFFFF).Select(static unit => (char)unit).ArrayOf(3).Select(static units => new string(units)));

    [Fact]
    public void Text_is_brought_to_a_form_that_stays_as_it_is_or_is_refused_with_its_code() => Law.Holds(
        AnyText,
        static text =>
        {
            try
            {
                string normal = CanonicalText.Normalize(text, 1_000, "field");
                Assert.True(normal.IsNormalized(NormalizationForm.FormC));
                Assert.Equal(normal, CanonicalText.Normalize(normal, 1_000, "field"));
                Assert.Equal(normal, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(normal)));
            }
            catch (CrmException error)
            {
                Assert.Equal(ErrorCodes.BadText, error.Code);
            }
        },
        tests: ScaledCount.Of(20_000));

    [Fact]
    public void What_no_store_can_hold_is_refused() => Assert.All(
        (string[])["\uD83D", "a\uDE00b", "a\0", "\uFFFE", "abcdef"],
        static text => Assert.Equal(ErrorCodes.BadText, Assert.Throws<CrmException>(() => CanonicalText.Normalize(text, 5, "field")).Code));

    [Fact]
    public void Folding_again_or_changing_case_first_makes_no_difference() => Law.Holds(
        TextGen.Canonical(),
        static text =>
        {
            string folded = CanonicalText.Fold(text);
            Assert.Equal(folded, CanonicalText.Fold(folded));
            Assert.Equal(folded, CanonicalText.Fold(text.ToUpperInvariant()));
        },
        tests: ScaledCount.Of(20_000));
}
