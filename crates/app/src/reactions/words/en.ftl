# SPDX-License-Identifier: EUPL-1.2

notice-subject = Something waits for you in Maillage
notice-text =
    Hello,

    Something waits for you in Maillage. Sign in to read it:
notice-closing = This message says nothing more, on purpose. Nobody reads answers to this address.
