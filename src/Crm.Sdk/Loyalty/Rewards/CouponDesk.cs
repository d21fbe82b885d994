using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Makes coupons and lets them be used, as often as each allows, and returns them where the order is cancelled.</summary>
/// <remarks>What a method does is in the caller's session and written by its commit. Of two who use the last use of a coupon at once one conflicts (CRM2032). Each method may be called again with the same key. A thread-safe singleton.</remarks>
public sealed class CouponDesk
{
    private const int CodeLength = 20; // 100 bits
    private readonly CustomerIdentity _identity;
    private readonly IClock _clock;

    /// <summary>Makes a desk.</summary>
    public CouponDesk(CustomerIdentity identity, IClock clock) => (_identity, _clock) = (identity, clock);

    private Instant Now => _clock.GetCurrentInstant().FloorToMicrosecond();

    /// <summary>Makes a coupon.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The key, once for ever within the tenant.</param>
    /// <param name="terms">What it gives.</param>
    /// <param name="customer">Whose it is; null for whoever has the code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The coupon; the first one where the key was used before.</returns>
    /// <exception cref="CrmException">CRM1030: the terms do not hold. CRM6443: the key made a coupon with other terms.</exception>
    public async Task<Coupon> IssueAsync(ICrmSession session, string key, CouponTerms terms, CustomerId? customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(terms);
        terms.Check("coupon.terms");
        Require.That(terms.IsBound == customer is not null, "coupon.customer", "a bound coupon has a customer, and one for whoever has the code has none");
        if (await session.FindAsync<Coupon>(CouponId.Of(key), cancellationToken).ConfigureAwait(false) is { } before)
        {
            return before.Terms == terms && before.Customer == customer
                ? before
                : throw new CrmException(RewardErrorCodes.KeyTaken, $"Key '{key}' made a coupon of customer {before.Customer} with other terms before; give another key.");
        }

        Instant now = Now;
        var coupon = new Coupon { Key = key, Code = CouponCodes.New(CodeLength), Terms = terms, Customer = customer, From = now, Until = terms.Days is { } days ? now + Duration.FromDays(days) : null };
        session.Add(coupon);
        return coupon;
    }

    /// <summary>The committed coupon of a code.</summary>
    /// <param name="session">The session.</param>
    /// <param name="code">The code as it was typed: in either case, with blanks or hyphens.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6445: there is none.</exception>
    public static async Task<Coupon> GetAsync(ICrmSession session, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(code);
        var query = new CrmQuery<Coupon> { Where = Condition.Equal(CouponModel.Code, FieldValue.Of(CouponCodes.Read(code))), Limit = 1 };
        return (await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items is [var coupon, ..]
            ? coupon
            : throw new CrmException(RewardErrorCodes.UnknownCoupon, "There is no coupon of that code; check it for a letter too many or too few."); // the code is a secret and not repeated
    }

    /// <summary>Uses a coupon for an order.</summary>
    /// <param name="session">The session; the order may be in the same one.</param>
    /// <param name="code">The code as it was typed.</param>
    /// <param name="key">The key, such as the order's number, once for ever within the tenant.</param>
    /// <param name="customer">Who uses it.</param>
    /// <param name="total">The order's total before it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The use with what it takes off; the first one where the key was used before for the same.</returns>
    /// <exception cref="CrmException">CRM6443: the key was used for something else. CRM6445: there is no such coupon. CRM6446: it cannot be used, and why.</exception>
    public async Task<CouponUse> UseAsync(ICrmSession session, string code, string key, CustomerId customer, Money total, CancellationToken cancellationToken)
    {
        Coupon coupon = await GetAsync(session, code, cancellationToken).ConfigureAwait(false);
        CustomerId user = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        CouponUse? before = await session.FindAsync<CouponUse>(CouponUse.IdOf(key), cancellationToken).ConfigureAwait(false);
        if (before is { ReturnedAt: null } || (before is not null && before.Coupon != coupon.Id))
        {
            return before.Coupon == coupon.Id && before.Total == total && await _identity.ResolveAsync(session.Scope, before.Customer, cancellationToken).ConfigureAwait(false) == user
                ? before
                : throw new CrmException(RewardErrorCodes.KeyTaken, $"Key '{key}' used a coupon for {before.Total} before, and now another use is asked for; give another key.");
        }

        Instant now = Now;
        Usable(coupon.VoidedAt is null, "it was made void");
        Usable(coupon.From <= now, $"it can be used from {coupon.From} on");
        Usable(coupon.Until is null || now < coupon.Until, $"it could be used until {coupon.Until}");
        Usable(coupon.Used < coupon.Terms.Uses, $"it was used {coupon.Used} times of {coupon.Terms.Uses}");
        Usable(total.MinorUnits > 0, $"there is nothing to take off {total}");
        Usable((coupon.Terms.Off ?? coupon.Terms.Minimum)?.Currency is null || (coupon.Terms.Off ?? coupon.Terms.Minimum)!.Value.Currency == total.Currency, $"it is for orders in {(coupon.Terms.Off ?? coupon.Terms.Minimum)?.Currency}, and the order is in {total.Currency}");
        Usable(coupon.Terms.Minimum is not { } minimum || total >= minimum, $"it is for orders from {coupon.Terms.Minimum} on, and the order comes to {total}");
        Usable(coupon.Customer is not { } owner || await _identity.ResolveAsync(session.Scope, owner, cancellationToken).ConfigureAwait(false) == user, "it is another customer's");
        var use = new CouponUse { Key = key, Coupon = coupon.Id, Customer = user, Total = total, Discount = coupon.Terms.DiscountOf(total), At = now, Origin = before?.Origin };
        session.Update(coupon with { Used = coupon.Used + 1 });
        if (before is null)
        {
            session.Add(use);
        }
        else
        {
            session.Update(use); // returned before, and the order came again
        }

        return use;

        void Usable(bool holds, string rule)
        {
            if (!holds)
            {
                throw new CrmException(RewardErrorCodes.CouponRefused, $"The coupon cannot be used for '{key}': {rule}.");
            }
        }
    }

    /// <summary>Returns a use since its order was cancelled: the coupon can be used as often again.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The key of the use.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The use; as it was where it had been returned already.</returns>
    /// <exception cref="CrmException">CRM6445: there is no such use.</exception>
    public async Task<CouponUse> ReturnAsync(ICrmSession session, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        CouponUse use = await session.FindAsync<CouponUse>(CouponUse.IdOf(key), cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(RewardErrorCodes.UnknownCoupon, $"No coupon was used for '{key}'.");
        if (use.ReturnedAt is not null)
        {
            return use;
        }

        Coupon coupon = (await session.FindAsync<Coupon>(use.Coupon, cancellationToken).ConfigureAwait(false))!;
        session.Update(coupon with { Used = (int)Counting.OneLess(coupon.Used) });
        CouponUse returned = use with { ReturnedAt = Now };
        session.Update(returned);
        return returned;
    }

    /// <summary>Makes a coupon void that is not in use.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The key under which it was made.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6445: there is none. CRM6448: it is in use.</exception>
    public async Task<Coupon> VoidAsync(ICrmSession session, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        Coupon coupon = await session.FindAsync<Coupon>(CouponId.Of(key), cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(RewardErrorCodes.UnknownCoupon, $"No coupon was made under key '{key}'.");
        if (coupon.Used > 0)
        {
            throw new CrmException(RewardErrorCodes.AlreadyUsed, $"The coupon of key '{key}' is used {coupon.Used} times; return its uses first.");
        }

        Coupon voided = coupon with { VoidedAt = coupon.VoidedAt ?? Now };
        if (voided != coupon)
        {
            session.Update(voided);
        }

        return voided;
    }
}
