using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Temadagar.Data;

namespace Temadagar.Participants;

/// <summary>
/// Where a page of people ended: the place itself, so that whoever is renamed or has gone meanwhile takes nobody along. It is encrypted, since it holds a
/// name and stands in an address, and addresses are in logs; good for one day and one order.
/// </summary>
public sealed class AttendeeCursor(IDataProtectionProvider protection)
{
    private const int IdLength = 32;
    private const int TicksLength = 19;

    public string Write(Guid themeDayId, AttendeeSort sort, Attendee last) => ProtectorOf(themeDayId, sort).Protect(
        $"{last.Id:N}{last.RegisteredAt.UtcTicks.ToString($"D{TicksLength}", CultureInfo.InvariantCulture)}{(sort == AttendeeSort.Organization ? last.SortOrganization : last.SortName)}");

    /// <exception cref="UnknownCursorException">It was not made here for that day and order.</exception>
    public AttendeePlace Read(Guid themeDayId, AttendeeSort sort, string cursor)
    {
        try
        {
            var text = ProtectorOf(themeDayId, sort).Unprotect(cursor);
            return new AttendeePlace(
                Guid.ParseExact(text[..IdLength], "N"),
                text[(IdLength + TicksLength)..],
                new DateTimeOffset(long.Parse(text.AsSpan(IdLength, TicksLength), NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero));
        }
        catch (CryptographicException)
        {
            throw new UnknownCursorException();
        }
    }

    private IDataProtector ProtectorOf(Guid themeDayId, AttendeeSort sort) => protection.CreateProtector("people", themeDayId.ToString("N"), Code.Of(sort));
}

public sealed class UnknownCursorException : Exception;
