using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class VerdictTests
{
    [Fact]
    public void A_verdict_fits_a_register() => Assert.Equal(8, Unsafe.SizeOf<Verdict>());

    [Fact]
    public void Label_score_and_recheck_are_kept_apart() => Law.Holds(
        Gen.Choose(1, Verdict.MaxRecheckDays), Gen.Choose(-16_777_216, 16_777_216), Gen.Elements("gold", "silver", "bronze-2"), (days, score, label) =>
        {
            Verdict verdict = Verdict.Of(label).RecheckIn(days).WithScore(score);
            Assert.Equal((label, null, days, (float?)score), (verdict.Label, verdict.NoneCode, verdict.RecheckInDays, verdict.Score));
            Verdict none = Verdict.None(label).WithScore(score).RecheckIn(days);
            Assert.Equal((null, label, days, (float?)score), (none.Label, none.NoneCode, none.RecheckInDays, none.Score));
        });

    [Fact]
    public void A_plain_label_has_no_score_and_no_recheck()
    {
        Verdict verdict = "gold";
        Assert.Null(verdict.Score);
        Assert.Equal(0, verdict.RecheckInDays);
        Assert.True(verdict.IsAnswer);
    }

    [Fact]
    public void An_uninitialised_verdict_is_no_answer()
    {
        Verdict verdict = default;
        Assert.False(verdict.IsAnswer);
        Assert.False(verdict.IsNone);
        Assert.Equal((null, null, null), (verdict.Label, verdict.NoneCode, verdict.Score));
    }

    [Fact]
    public void A_later_recheck_than_can_be_kept_is_a_sooner_one() =>
        Assert.Equal(Verdict.MaxRecheckDays, Verdict.Of("gold").RecheckIn(int.MaxValue).RecheckInDays);

    [Fact]
    public void What_cannot_be_a_label_or_a_score_is_refused()
    {
        Assert.Equal(ErrorCodes.BadIdentity, Assert.Throws<CrmException>(() => Verdict.Of("very good")).Code);
        Assert.Equal(ErrorCodes.BadIdentity, Assert.Throws<CrmException>(() => Verdict.None(string.Empty)).Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => Verdict.Of("gold").WithScore(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Verdict.Of("gold").RecheckIn(0));
    }

    [Fact]
    public void Categories_are_equal_by_name_in_normal_form()
    {
        Assert.Equal(Category.Of("Köln"), Category.Of("Ko\u0308ln"));
        Assert.NotEqual(Category.Of("köln"), Category.Of("Köln"));
        Assert.Equal(Category.None, Category.OfOptional(null));
        Assert.Equal("华东", Category.Of("华东").Name);
    }
}
